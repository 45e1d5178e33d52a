package io.tapgrid.web.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.tapgrid.web.config.WebConfig;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Closes connections past the configured number at once, before anything is read from them. */
@Singleton
final class ConnectionLimit implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final int max;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionLimit(WebConfig config, MeterRegistry registry) {
        this.max = config.connectionsMax();
        registry.gauge("tapgrid.web.connections", open);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                if (role == ChannelRole.CONNECTION) {
                    count(channel);
                }
                return this;
            }
        });
        return event.getBean();
    }

    private void count(Channel channel) {
        int now = open.incrementAndGet();
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (now > max) {
            Future<?> unused = channel.close();
        }
    }
}
