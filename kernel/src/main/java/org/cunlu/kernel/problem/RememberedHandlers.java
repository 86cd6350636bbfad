package org.cunlu.kernel.problem;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.RouteExecutor;
import io.micronaut.http.server.binding.RequestArgumentSatisfier;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.inject.qualifiers.ClosestTypeArgumentQualifier;
import io.micronaut.scheduling.executor.ExecutorSelector;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers who answers for which class of exceptions. The framework asks its container for that at each refusal, by a qualifier
 * that equals no other (4.10), so all definitions were gone through each time, and the thirty answers that the container does
 * remember were pushed out: a refused request cost more than one that is let in.
 */
@Factory
class RememberedHandlers {
    @Singleton
    @Replaces(RouteExecutor.class)
    RouteExecutor executor(
            Router router,
            BeanContext beans,
            RequestArgumentSatisfier satisfier,
            HttpServerConfiguration server,
            ErrorResponseProcessor<?> errors,
            ExecutorSelector executors) {
        return new RouteExecutor(router, remembering(beans), satisfier, server, errors, executors);
    }

    /** @return the same container, asked once for the handler of each class */
    static BeanContext remembering(BeanContext beans) {
        Map<List<Class<?>>, Object> known = new ConcurrentHashMap<>();
        return (BeanContext) Proxy.newProxyInstance(
                RememberedHandlers.class.getClassLoader(),
                new Class<?>[] {BeanContext.class},
                (_, method, arguments) -> {
                    boolean handler = method.getName().equals("findBeanDefinition")
                            && arguments.length == 2
                            && arguments[0] == ExceptionHandler.class
                            && arguments[1] instanceof ClosestTypeArgumentQualifier;
                    List<Class<?>> classes = handler
                            ? List.of(((ClosestTypeArgumentQualifier<?>) arguments[1]).getTypeArguments())
                            : null;
                    Object answer = handler ? known.get(classes) : null;
                    if (answer == null) {
                        try {
                            answer = method.invoke(beans, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (handler) {
                            known.put(classes, answer);
                        }
                    }
                    return answer;
                });
    }
}
