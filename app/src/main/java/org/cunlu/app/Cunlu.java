package org.cunlu.app;

import org.cunlu.app.command.CommandLineEntry;

/** Where every process of Cunlu begins. */
public final class Cunlu {
    private Cunlu() {}

    public static void main(String[] arguments) {
        System.exit(CommandLineEntry.run(arguments));
    }
}
