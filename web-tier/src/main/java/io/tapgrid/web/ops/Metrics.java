package io.tapgrid.web.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.tapgrid.gridapi.ops.ProcessMetrics;
import jakarta.inject.Singleton;

/** The metrics of this process. */
@Factory
final class Metrics {
    @Singleton
    @Bean(preDestroy = "close")
    ProcessMetrics process() {
        return new ProcessMetrics();
    }

    @Singleton
    PrometheusMeterRegistry registry(ProcessMetrics process) {
        return process.registry();
    }
}
