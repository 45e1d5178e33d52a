package io.tapgrid.web.site;

import io.micronaut.context.BeanContext;
import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Singleton;

/**
 * One route for each file, so that an address that is none is unknown and another method on one that is says so. A route
 * for "everything else" would swallow both.
 */
@Singleton
@SuppressWarnings("overrides") // of the framework's own methods, which it declares without their varargs
final class SiteRoutes extends DefaultRouteBuilder {
    SiteRoutes(
            ExecutionHandleLocator locator,
            UriNamingStrategy naming,
            ConversionService conversion,
            BeanContext context,
            SiteController controller,
            SiteFiles files) {
        super(locator, naming, conversion);
        ExecutableMethod<SiteController, Object> send =
                context.getBeanDefinition(SiteController.class).getRequiredMethod("file", HttpRequest.class);
        files.templates()
                .forEach(path -> GET(path, context.getBeanDefinition(SiteController.class), send)
                        .produces(MediaType.ALL_TYPE));
    }
}
