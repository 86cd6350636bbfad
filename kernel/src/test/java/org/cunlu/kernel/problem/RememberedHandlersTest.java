package org.cunlu.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.BeanContext;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedHandlersTest {
    private final List<String> asked = new ArrayList<>();
    private final BeanContext beans = RememberedHandlers.remembering((BeanContext) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {BeanContext.class}, (_, method, arguments) -> {
                asked.add(method.getName());
                if (method.getName().equals("getBean")) {
                    throw new IllegalStateException("none");
                }
                return Optional.empty();
            }));

    @Test
    void asksOnceForEachClassOfExceptions() {
        for (int time = 0; time < 3; time++) {
            handler(IllegalStateException.class);
            handler(IllegalArgumentException.class);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void allElseIsAskedOfTheContainerEachTimeAndItsFailureIsItsOwn() {
        beans.findBeanDefinition(String.class, Qualifiers.byName("one"));
        beans.findBeanDefinition(String.class, Qualifiers.byName("one"));
        assertThat(asked).hasSize(2);
        assertThatThrownBy(() -> beans.getBean(String.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("none");
    }

    private void handler(Class<? extends Exception> thrown) {
        assertThat(beans.findBeanDefinition(
                        ExceptionHandler.class, Qualifiers.byTypeArgumentsClosest(thrown, Object.class)))
                .isEmpty();
    }
}
