package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.cunlu.kernel.keys.KeyRing;
import org.cunlu.kernel.keys.KeyUse;
import org.cunlu.kernel.keys.Rotation;
import org.cunlu.kernel.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The keys of sealed columns: shown, renewed, wrapped with another field key. While the app runs. */
@Command(name = "keys", description = "加密列的密钥：list、rotate、rewrap · Keys of sealed columns")
final class KeysCommand {
    private static final String ACTOR = "command-line";

    @Spec
    CommandSpec spec;

    @Command(name = "list", description = "列出密钥及各列行数 · Each key, and how many rows of each column it holds")
    int list() {
        return with(ring -> {
            for (KeyUse use : ring.list()) {
                out().printf(
                                "%3d  %-8s %s%s%n",
                                use.key().number(),
                                use.key().state(),
                                use.key().createdAt(),
                                use.key().opens() ? "" : "  此 field-key 打不开 · not opened by this field key");
                use.rows().forEach(this::column);
            }
            return 0;
        });
    }

    @Command(name = "rotate", description = "换新密钥并重新加密全部列 · Make a new key and seal every column anew with it")
    int rotate() {
        return with(ring -> {
            Rotation rotation = ring.rotate(ACTOR);
            out().println("密钥 " + rotation.number() + " 启用，重新加密的行 · key " + rotation.number() + ", rows sealed anew");
            rotation.resealed().forEach(this::column);
            if (!rotation.complete()) {
                out().println("有行打不开，旧密钥仍然保留 · Rows that no key opens; the older keys are not retired:");
                rotation.stuck().forEach(row -> out().println("     " + row));
                return 1;
            }
            out().println("旧密钥已退役，仍可解密备份中的行 · older keys are retired; they still open what they sealed");
            return 0;
        });
    }

    @Command(name = "rewrap", description = "field-key 更换后重新包裹密钥 · Wrap the keys with a changed field key")
    int rewrap() {
        return with(ring -> {
            int changed = ring.rewrap(ACTOR);
            out().println("重新包裹的密钥 · keys wrapped anew: " + changed);
            return 0;
        });
    }

    private int with(ToIntFunction<KeyRing> work) {
        Map<String, String> configuration = Servers.named().orElseThrow(Servers::noneNamed);
        try (ApplicationContext context = Running.quietly(configuration)) {
            int status = work.applyAsInt(context.getBean(KeyRing.class));
            out().flush();
            return status;
        } catch (ProblemException e) {
            String where = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
            throw new CommandFailure(e.problem(null).title() + where, e);
        }
    }

    private void column(String title, long rows) {
        out().printf("     %-40s %10d%n", title, rows);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
