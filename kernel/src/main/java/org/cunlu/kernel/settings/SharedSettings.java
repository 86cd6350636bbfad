package org.cunlu.kernel.settings;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Puts {@code cunlu-defaults.yml} below every other source of configuration, in the app and in each module's tests alike,
 * so that all run with the same data source, limits and JSON rules.
 */
@ContextConfigurer
public final class SharedSettings implements ApplicationContextConfigurer {
    private static final String FILE = "cunlu-defaults.yml";
    /** Below application.yml, which stands at -300. */
    private static final int ORDER = -1000;

    @Override
    public void configure(ApplicationContextBuilder builder) {
        try (var file = SharedSettings.class.getClassLoader().getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            var settings = new YamlPropertySourceLoader().read(FILE, file);
            builder.propertySources(PropertySource.of(FILE, settings, ORDER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
