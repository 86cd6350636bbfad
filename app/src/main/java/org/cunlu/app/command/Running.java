package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.app.Cunlu;

/** Starts the application in this process. */
final class Running {
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
        return ApplicationContext.builder()
                .mainClass(Cunlu.class)
                .packages("org.cunlu")
                .banner(false)
                .properties(new HashMap<String, Object>(configuration))
                .start();
    }
}
