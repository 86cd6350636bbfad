package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.link.PrivateFile;

/** A server that runs as a process of ours on this machine, with its data in a folder of its own. */
abstract class EmbeddedServer implements ManagedServer {
    /** Time for an orderly end: ample for what these small servers have to write back. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    final Settings settings;
    final Path folder;
    private final Server server;
    private final Children children;
    private final Port port;
    private Child child;

    EmbeddedServer(Server server, Settings settings, Children children, Port port) {
        this.server = server;
        this.settings = settings;
        this.children = children;
        this.port = port;
        folder = settings.dir().resolve(server.option());
    }

    /** Makes what must be in {@link #folder} before the process starts. */
    abstract void prepare(Consumer<String> step) throws IOException;

    abstract List<String> command();

    @Override
    public void start(Consumer<String> step) {
        port.claim();
        while (!startedOnPort(step)) {
            Supervisor.log(server + ": somebody was faster, goes to port " + port());
        }
        port.keep();
        children.ready(server);
    }

    /** @return false when the port was taken meanwhile and another one is to be tried */
    private boolean startedOnPort(Consumer<String> step) {
        try {
            Files.createDirectories(folder);
            prepare(step);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot prepare " + folder, failed);
        }
        child = children.start(server, command(), folder, log());
        var outcome = child.await(settings.startWithin(), () -> Probes.serves(server, properties()));
        if (outcome == Child.Outcome.ENDED && Trouble.isPortTaken(child) && port.move()) {
            return false;
        }
        require(outcome, child);
        return true;
    }

    /** Ends a process that did not become ready, and says why. */
    void require(Child.Outcome outcome, Child starting) {
        if (outcome != Child.Outcome.READY) {
            starting.kill();
            throw Trouble.explain(server, port(), starting, outcome, settings.startWithin());
        }
    }

    @Override
    public void stop() {
        if (running()) {
            child.end(STOP_WITHIN);
        }
    }

    @Override
    public void kill() {
        if (running()) {
            child.kill();
        }
    }

    @Override
    public void deleteData() {
        PrivateFile.deleteTree(folder);
    }

    @Override
    public boolean running() {
        return child != null && child.process().isAlive();
    }

    @Override
    public OptionalLong pid() {
        return running() ? OptionalLong.of(child.process().pid()) : OptionalLong.empty();
    }

    /** Writes a line to the process' input. */
    void order(String line) {
        if (running()) {
            child.order(line);
        }
    }

    int port() {
        return port.number();
    }

    Path log() {
        return settings.logs().resolve(server.option() + ".log");
    }
}
