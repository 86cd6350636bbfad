package org.cunlu.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code ./cunlu <command>}. Exit status 0 done, 1 not as it should be, 2 wrong use. */
@Command(
        name = "cunlu",
        description = "村路：县域双向流通网络 · Two-way circulation network of a county",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        subcommands = {
            UpCommand.class,
            ServeCommand.class,
            DemoCommand.class,
            AuditCommand.class,
            ImportCommand.class,
            ClockCommand.class,
            OperatorCommand.class,
            KeysCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ServicesCommand.class
        })
public final class CommandLineEntry {
    private CommandLineEntry() {}

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    public static int run(String[] arguments) {
        var line = new CommandLine(new CommandLineEntry());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            // A failure that people can act on says so in its message; anything else is a bug and shows where.
            if (failure instanceof CommandFailure) {
                command.getErr().println(failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
                // Last, where whoever reads only the end of it looks.
                command.getErr().println("失败原因 · Why it failed: " + root(failure));
            }
            return 1;
        });
        return line.execute(arguments);
    }
}
