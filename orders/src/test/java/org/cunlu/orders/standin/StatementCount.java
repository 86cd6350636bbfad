package org.cunlu.orders.standin;

import com.mysql.cj.jdbc.JdbcConnection;
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
import javax.sql.DataSource;

/** Listens to the statements that a thread sends. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class StatementCount implements BeanCreatedEventListener<DataSource>, Ordered {
    private static final ThreadLocal<List<String>> SENT = new ThreadLocal<>();

    /** @return what was sent by this thread while it did the work, {@code COMMIT} included */
    public static List<String> during(Runnable work) {
        var sent = new ArrayList<String>();
        SENT.set(sent);
        try {
            work.run();
        } finally {
            SENT.remove();
        }
        return sent;
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

    private static Connection listening(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("commit")) {
                sent("COMMIT");
            }
            Object answer = invoke(connection, method, arguments);
            if (answer instanceof JdbcConnection driver) {
                // Several changes in one packet are prepared past the pool.
                return proxy(JdbcConnection.class, (own, called, given) -> {
                    Object prepared = invoke(driver, called, given);
                    return prepared instanceof PreparedStatement statement
                            ? listening(statement, String.valueOf(given[0]))
                            : prepared;
                });
            }
            return answer instanceof PreparedStatement statement
                    ? listening(statement, String.valueOf(arguments[0]))
                    : answer;
        });
    }

    private static PreparedStatement listening(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                sent(sql);
            }
            return invoke(statement, method, arguments);
        });
    }

    private static void sent(String sql) {
        if (SENT.get() != null) {
            SENT.get().add(sql);
        }
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
