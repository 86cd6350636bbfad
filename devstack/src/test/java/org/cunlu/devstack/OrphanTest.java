package org.cunlu.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.devstack.DevstackOptions.Choice;
import org.cunlu.devstack.link.Line;
import org.cunlu.devstack.link.PrivateFile;
import org.cunlu.devstack.link.ProcessId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No process is left behind, whoever is killed. */
class OrphanTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Process owner;

    @Test
    void endsAllWhenTheOwnerIsKilled() throws Exception {
        startOwner();
        var servers = awaitServers();
        var supervisor = supervisor();
        owner.destroyForcibly();
        assertThat(supervisor.waitForEnd(SOON)).isTrue();
        assertThat(servers.values()).allMatch(server -> server.waitForEnd(SOON));
    }

    @Test
    void endsTheServersWhenTheSupervisorIsKilled() throws Exception {
        startOwner();
        try {
            var servers = awaitServers();
            ProcessHandle.of(supervisor().pid()).orElseThrow().destroyForcibly();
            assertThat(servers.values()).allMatch(server -> server.waitForEnd(SOON));
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void endsAtTheNextStartWhatSurvivedItsGuard() throws Exception {
        startOwner();
        var servers = awaitServers();
        var supervisor = ProcessHandle.of(supervisor().pid()).orElseThrow();
        var guards = supervisor
                .children()
                .filter(child -> ProcessId.commandOf(child).startsWith("/bin/sh"))
                .toList();
        assertThat(guards).hasSize(1);
        guards.getFirst().destroyForcibly();
        supervisor.destroyForcibly();
        owner.destroyForcibly().waitFor();
        assertThat(servers.get("DATABASE").waitForEnd(Duration.ofSeconds(1))).isFalse();

        try (var next = Devstack.start(options())) {
            assertThat(servers.values()).noneMatch(ProcessId::isAlive);
            assertThat(next.pid(Server.DATABASE)).isPresent();
        }
    }

    @Test
    void leavesAProcessAloneThatOnlyHasARecordedNumber() throws Exception {
        var innocent = new ProcessBuilder("sleep", "30").start();
        try {
            var id = ProcessId.of(innocent.toHandle());
            assertThat(id.start()).isNotEmpty();
            var other = Line.of("process", id.toString(), "/somewhere/mariadbd --datadir=x")
                    .encode();
            var before = Line.of("process", new ProcessId(id.pid(), "1" + id.start()).toString(), "sleep 30 ")
                    .encode();
            var otherBoot = Line.of("process", new ProcessId(id.pid(), id.start() + "0").toString(), "sleep 30 ")
                    .encode();
            PrivateFile.write(folder.resolve("pids"), other + "\n" + before + "\n" + otherBoot + "\n");
            try (var devstack = Devstack.start(options().withServers(Server.CACHE))) {
                assertThat(devstack.pid(Server.CACHE)).isPresent();
                assertThat(innocent.isAlive()).isTrue();
            }
        } finally {
            innocent.destroyForcibly();
        }
    }

    private DevstackOptions options() {
        return DevstackOptions.in(folder)
                .withChoice(Choice.EMBEDDED)
                .withServers(Server.DATABASE, Server.CACHE)
                .withDatabasePoolMib(64);
    }

    private void startOwner() throws IOException {
        owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Path.of("target/classes").toAbsolutePath().toString(),
                        "org.cunlu.devstack.Main",
                        "--servers",
                        "embedded",
                        "--only",
                        "database,cache",
                        "--dir",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("owner.log").toFile())
                .start();
    }

    private ProcessId supervisor() {
        return ProcessId.parse(
                PrivateFile.read(folder.resolve("supervisor.properties")).get("process"));
    }

    /** What owner, supervisor and servers have written: the folder is gone when the test has failed. */
    private String logs() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(folder, 2)) {
            for (var log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                text.append("---- ").append(folder.relativize(log)).append('\n').append(Files.readString(log));
            }
        }
        return text.toString();
    }

    private Map<String, ProcessId> awaitServers() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(folder.resolve("servers.properties"))) {
            if (!owner.isAlive() || System.nanoTime() > deadline) {
                fail("the servers are not up (owner %s)%n%s"
                        .formatted(owner.isAlive() ? "still waits" : "ended with " + owner.exitValue(), logs()));
            }
            Thread.sleep(50);
        }
        List<Line> records = Files.readAllLines(folder.resolve("pids")).stream()
                .map(Line::decode)
                .toList();
        assertThat(records).hasSize(2);
        return records.stream()
                .collect(Collectors.toMap(
                        line -> line.words().get(1).contains("mariadbd") ? "DATABASE" : "CACHE",
                        line -> ProcessId.parse(line.words().getFirst())));
    }
}
