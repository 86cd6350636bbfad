package org.cunlu.web.home;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Puts {@code cunlu-web.yml} below every other source of configuration wherever the pages are on the class path. */
@ContextConfigurer
public final class PageSettings implements ApplicationContextConfigurer {
    private static final String FILE = "cunlu-web.yml";
    /** Above kernel's defaults, below application.yml. */
    private static final int ORDER = -900;

    @Override
    public void configure(ApplicationContextBuilder builder) {
        try (var file = PageSettings.class.getClassLoader().getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            builder.propertySources(PropertySource.of(FILE, new YamlPropertySourceLoader().read(FILE, file), ORDER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
