package org.cunlu.kernel.routing;

import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.http.filter.GenericHttpFilter;
import io.micronaut.web.router.DefaultRouteBuilder;
import io.micronaut.web.router.DefaultRouter;
import io.micronaut.web.router.FilterRoute;
import io.micronaut.web.router.RouteBuilder;
import io.micronaut.web.router.RouteMatch;
import io.micronaut.web.router.UriRoute;
import io.micronaut.web.router.UriRouteMatch;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks only routes and filters whose fixed beginning is that of the request's path. The framework's router tries every route of the house
 * for each request, and every pattern of every filter: with a thousand routes that was a third of what a remembered product page cost
 * ({@code docs/adr/0009-few-routes-are-asked.md}). Which of the few is taken is decided by the framework's own router, made for them alone.
 */
@Singleton
@Replaces(DefaultRouter.class)
class NearRouter extends DefaultRouter {
    private final List<FilterRoute> filters;
    private final RouteTree<UriRoute, DefaultRouter> tree;

    @Nullable
    private volatile List<Integer> ports;

    NearRouter(Collection<RouteBuilder> builders) {
        super(builders);
        filters = builders.stream()
                .flatMap(builder -> builder.getFilterRoutes().stream())
                .toList();
        tree = new RouteTree<>(this::routerOf);
        for (RouteBuilder builder : builders) {
            for (UriRoute route : builder.getUriRoutes()) {
                tree.put(route.getUriMatchTemplate().toPathString(), route);
            }
        }
    }

    @Override
    public void applyDefaultPorts(List<Integer> ports) {
        super.applyDefaultPorts(ports);
        this.ports = ports;
        tree.forget();
    }

    @Override
    public <T, R> UriRouteMatch<T, R> findClosest(HttpRequest<?> request) {
        return near(request).findClosest(request);
    }

    @Override
    public <T, R> List<UriRouteMatch<T, R>> findAllClosest(HttpRequest<?> request) {
        return near(request).findAllClosest(request);
    }

    @Override
    public <T, R> List<UriRouteMatch<T, R>> findAny(HttpRequest<?> request) {
        return near(request).findAny(request);
    }

    @Override
    public List<GenericHttpFilter> findFilters(HttpRequest<?> request) {
        return near(request).findFilters(request);
    }

    @Override
    public List<GenericHttpFilter> findFilters(HttpRequest<?> request, @Nullable RouteMatch<?> routeMatch) {
        return near(request).findFilters(request, routeMatch);
    }

    private DefaultRouter near(HttpRequest<?> request) {
        return tree.at(request.getPath());
    }

    private DefaultRouter routerOf(RouteTree.Place<UriRoute, DefaultRouter> place) {
        List<String> segments = place.segments();
        List<FilterRoute> near =
                filters.stream().filter(filter -> mayFit(filter, segments)).toList();
        var router = new DefaultRouter(new Few(place.onTheWay(), near));
        List<Integer> known = ports;
        if (known != null) {
            router.applyDefaultPorts(known);
        }
        return router;
    }

    /** Whether some address that begins with these segments may be one of the filter's. */
    private static boolean mayFit(FilterRoute filter, List<String> segments) {
        if (!filter.hasPatterns() || filter.getPatternStyle() != FilterPatternStyle.ANT) {
            return true;
        }
        return List.of(filter.getPatterns()).stream()
                .map(pattern -> RouteTree.fixed(pattern, "*?{"))
                .anyMatch(fixed -> IntStream.range(0, Math.min(fixed.size(), segments.size()))
                        .allMatch(i -> fixed.get(i).equals(segments.get(i))));
    }

    /** Routes and filters that were built already. Open arguments that the framework overrides as arrays are none of ours. */
    @SuppressWarnings("overrides")
    private static final class Few extends DefaultRouteBuilder {
        private final List<UriRoute> routes;
        private final List<FilterRoute> filters;

        Few(List<UriRoute> routes, List<FilterRoute> filters) {
            super(ExecutionHandleLocator.EMPTY);
            this.routes = routes;
            this.filters = filters;
        }

        @Override
        public List<UriRoute> getUriRoutes() {
            return routes;
        }

        @Override
        public List<FilterRoute> getFilterRoutes() {
            return filters;
        }
    }
}
