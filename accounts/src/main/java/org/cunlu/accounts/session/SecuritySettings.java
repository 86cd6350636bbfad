package org.cunlu.accounts.session;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Puts {@code cunlu-security.yml} below every other source of configuration wherever accounts is on the class path: no
 * application can forget to close what the framework leaves open.
 */
@ContextConfigurer
public final class SecuritySettings implements ApplicationContextConfigurer {
    private static final String FILE = "cunlu-security.yml";
    /** Above kernel's defaults, below application.yml. */
    private static final int ORDER = -900;

    @Override
    public void configure(ApplicationContextBuilder builder) {
        try (var file = SecuritySettings.class.getClassLoader().getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            builder.propertySources(PropertySource.of(FILE, new YamlPropertySourceLoader().read(FILE, file), ORDER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
