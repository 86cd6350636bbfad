package org.cunlu.app.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cunlu.devstack.Devstack;
import org.cunlu.devstack.DevstackOptions;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.backup.BackupException;
import org.cunlu.kernel.backup.Manifest;
import org.cunlu.kernel.backup.Restore;
import org.cunlu.kernel.trail.TrailSeals;
import org.cunlu.search.Reindex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A backup into an empty database, and the audit over what came of it. */
@Command(
        name = "restore",
        description = "恢复到空数据库并核对 · Restore into an empty database, then audit; exit 1 on any violation")
final class RestoreCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "备份文件 · the file that ./cunlu backup wrote")
    Path file;

    @Option(names = "--fresh", description = "先忘掉本地全部数据（保留密钥）· forget this checkout's data first; its keys stay")
    boolean fresh;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Home home = Home.here();
        home.running().ifPresent(run -> {
            throw new CommandFailure("应用正在运行，请先停止 · The app runs, stop it first: " + run.get("cunlu.public-url"));
        });
        var external = Servers.named();
        if (external.isPresent()) {
            if (fresh) {
                throw new CommandFailure("--fresh 只用于本地服务器 · --fresh is for this checkout's own servers only");
            }
            return restore(external.get());
        }
        try (Devstack stack = Devstack.start(DevstackOptions.in(home.servers()).withFresh(fresh))) {
            var configuration = new HashMap<>(home.secrets());
            configuration.putAll(stack.properties());
            configuration.put("cunlu.demo", "true");
            return restore(configuration);
        }
    }

    private int restore(Map<String, String> configuration) {
        var out = spec.commandLine().getOut();
        try (var connection = Servers.database(configuration)) {
            Manifest restored = new Restore(connection).from(file);
            out.printf(
                    "已恢复 · restored: %d 表 · tables, %d 行 · rows, as of %s%n",
                    restored.tables(), restored.rows(), restored.taken());
            out.flush();
        } catch (SQLException | BackupException failed) {
            throw new CommandFailure(failed.getMessage(), failed);
        }
        try (var context = Running.quietly(configuration)) {
            // Nobody else is there to seal what was written last, nor to bring the index to what the database says now.
            context.getBean(TrailSeals.class).sealAll();
            context.getBean(Reindex.class).anew();
            return AuditTable.print(context.getBean(Auditor.class).run(), out);
        }
    }
}
