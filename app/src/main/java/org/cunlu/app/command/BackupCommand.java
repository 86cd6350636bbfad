package org.cunlu.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cunlu.devstack.Devstack;
import org.cunlu.devstack.DevstackOptions;
import org.cunlu.kernel.backup.Backup;
import org.cunlu.kernel.backup.BackupException;
import org.cunlu.kernel.backup.Manifest;
import org.cunlu.kernel.time.CountyTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A dump of the database, of one moment, while the app runs; or of the data at rest. */
@Command(name = "backup", description = "备份数据库，运行中也可以 · Dump the database, running or at rest")
final class BackupCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'cunlu-'yyyyMMdd-HHmmss'.zip'").withZone(CountyTime.ZONE);

    @Parameters(
            index = "0",
            arity = "0..1",
            description = "写到哪个文件，缺省 .cunlu/backups/cunlu-时间.zip · the file, which must not be there")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Home home = Home.here();
        Path target = file == null
                ? home.state()
                        .resolve("backups")
                        .resolve(NAME.format(Clock.systemUTC().instant()))
                : file;
        var named = Servers.named();
        if (named.isPresent()) {
            return dump(named.get(), target);
        }
        if (!Files.exists(home.servers())) {
            throw Servers.noneNamed();
        }
        try (Devstack stack = Devstack.start(DevstackOptions.in(home.servers()))) {
            return dump(stack.properties(), target);
        }
    }

    private int dump(Map<String, String> configuration, Path target) {
        try (var connection = Servers.database(configuration)) {
            Manifest written = new Backup(connection, Clock.systemUTC()).write(target);
            var out = spec.commandLine().getOut();
            out.printf(
                    "已备份 · written: %s%n%d 表 · tables, %d 行 · rows, %s%n",
                    target.toAbsolutePath(), written.tables(), written.rows(), written.taken());
            out.println(
                    "密钥（field-key 等）不在其中，请另外保管 · The keys are not in it: keep them apart, without them sealed columns stay closed.");
            out.flush();
            return 0;
        } catch (SQLException | BackupException failed) {
            throw new CommandFailure(failed.getMessage(), failed);
        }
    }
}
