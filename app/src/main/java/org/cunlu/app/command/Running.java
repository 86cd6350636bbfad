package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.app.Cunlu;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the application in this process. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /**
     * In a demo hundreds of made-up buyers sign up from one address. Above the modules' own defaults, below whatever is
     * configured.
     */
    private static final Map<String, Object> DEMO_DEFAULTS = Map.of(
            "cunlu.accounts.codes.address-per-hour", 100_000,
            "cunlu.accounts.sign-ups-per-address", 100_000,
            "cunlu.accounts.notices.per-hour", 100_000,
            "cunlu.accounts.notices.per-day", 1_000_000);

    private static final int DEMO_DEFAULTS_ORDER = -800;

    private Running() {}

    /** Migrated and wired, with consumers and schedulers, but not yet listening. */
    static ApplicationContext prepared(Map<String, String> configuration) {
        return context(configuration);
    }

    static EmbeddedServer serve(ApplicationContext context) {
        return context.getBean(EmbeddedServer.class).start();
    }

    /** Without server, consumers and schedulers: for a command that asks or loads and ends. */
    static ApplicationContext quietly(Map<String, String> configuration) {
        var quiet = new HashMap<>(configuration);
        quiet.put("cunlu.consumers.enabled", "false");
        quiet.put("cunlu.schedulers.enabled", "false");
        return context(quiet);
    }

    private static ApplicationContext context(Map<String, String> configuration) {
        try {
            var builder = ApplicationContext.builder()
                    .mainClass(Cunlu.class)
                    .packages("org.cunlu")
                    .banner(false)
                    .properties(new HashMap<String, Object>(configuration));
            if (demo(configuration)) {
                builder.propertySources(PropertySource.of("demo-defaults", DEMO_DEFAULTS, DEMO_DEFAULTS_ORDER));
            }
            return builder.start();
        } catch (BeanContextException | ConfigurationException e) {
            LOG.error("the app does not start", e);
            throw new CommandFailure("应用不能启动 · The app does not start: " + root(e).getMessage(), e);
        }
    }

    private static boolean demo(Map<String, String> configuration) {
        String named = configuration.get("cunlu.demo");
        return "true"
                .equals(
                        named != null
                                ? named
                                : Configuration.fromEnvironment("cunlu.demo").orElse("false"));
    }

    /** What is behind the wrappers of the container: a missing setting, a database that is away, another schema. */
    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
