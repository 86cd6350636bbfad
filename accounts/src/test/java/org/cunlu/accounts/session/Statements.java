package org.cunlu.accounts.session;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/** Listens to all statements that an instance sends, from whichever thread. */
@Singleton
@Requires(property = "accounts.statements-heard", value = "true")
public class Statements implements BeanCreatedEventListener<DataSource>, Ordered {
    private final ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();

    /** @return what this instance sent while the work was done */
    public List<String> during(Runnable work) {
        sent.clear();
        work.run();
        return new ArrayList<>(sent);
    }

    /** Nearest to the pool: what Micronaut lays over it belongs on top of this. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        DataSource source = event.getBean();
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object answer = invoke(source, method, arguments);
            return answer instanceof Connection connection ? listening(connection) : answer;
        });
    }

    private Connection listening(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object answer = invoke(connection, method, arguments);
            return answer instanceof PreparedStatement statement
                    ? listening(statement, String.valueOf(arguments[0]))
                    : answer;
        });
    }

    private PreparedStatement listening(PreparedStatement statement, String text) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                sent.add(text);
            }
            return invoke(statement, method, arguments);
        });
    }

    private static Object invoke(Object on, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
