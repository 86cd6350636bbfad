package org.cunlu.devstack.supervision;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A server in a container, started by Testcontainers. Its data last as long as the supervisor. */
final class ContainerServer implements ManagedServer {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int STOP_SECONDS = 20;
    private static final long POLL_MILLIS = 200;
    private static final int LOG_LINES = 20;
    private static final String DATABASE_FILES = "/var/lib/mysql";

    /**
     * What to run.
     *
     * @param port the server's port inside the container
     * @param properties how to reach it, from the host and the port outside
     * @param afterwards a statement without which a new database is not ready for us
     */
    record Recipe(
            String image,
            int port,
            Map<String, String> environment,
            List<String> command,
            BiFunction<String, Integer, Map<String, String>> properties,
            Optional<Statement> afterwards) {}

    /** SQL to be run as that user. */
    record Statement(String user, String password, String sql) {}

    private final Server server;
    private final Recipe recipe;
    private final Settings settings;
    private final Children children;
    private final Port port;
    private GenericContainer<?> container;
    private boolean running;

    ContainerServer(Server server, Recipe recipe, Settings settings, Children children, Port port) {
        this.server = server;
        this.recipe = recipe;
        this.settings = settings;
        this.children = children;
        this.port = port;
    }

    @Override
    public void start(Consumer<String> step) {
        requireEngine();
        port.claim();
        port.keep();
        try {
            if (container == null) {
                container = create();
                container.start();
                children.adopt(server, container.getContainerId());
                runAfterwards();
            } else {
                container
                        .getDockerClient()
                        .startContainerCmd(container.getContainerId())
                        .exec();
                awaitAnswer();
            }
            running = true;
        } catch (ContainerLaunchException | DockerException failed) {
            throw explain(failed);
        }
    }

    /** Tests do not stop the servers that they share: nothing is lost with them. */
    private GenericContainer<?> create() {
        var made = new GenericContainer<>(DockerImageName.parse(recipe.image()))
                .withEnv(recipe.environment())
                .withExposedPorts(recipe.port())
                .withStartupTimeout(settings.startWithin())
                .withLogConsumer(frame -> write(frame.getUtf8String()))
                .withCreateContainerCmdModifier(create -> create.getHostConfig()
                        .withPortBindings(new PortBinding(
                                Ports.Binding.bindIpAndPort(
                                        host().equals(LOOPBACK) ? LOOPBACK : "0.0.0.0", port.number()),
                                new ExposedPort(recipe.port()))))
                .waitingFor(new AbstractWaitStrategy() {
                    @Override
                    protected void waitUntilReady() {
                        awaitAnswer();
                    }
                });
        if (server == Server.DATABASE && settings.forTests() && host().equals(LOOPBACK) && InMemory.plenty()) {
            made.withTmpFs(Map.of(DATABASE_FILES, "rw"));
        }
        return recipe.command().isEmpty()
                ? made
                : made.withCommand(recipe.command().toArray(String[]::new));
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + settings.startWithin().toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (Probes.serves(server, properties())) {
                    return;
                }
            } catch (Exception notYet) {
                // The reason shows in the container's log, which is told if it stays so.
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new ContainerLaunchException(
                "no answer within " + settings.startWithin().toSeconds() + " s");
    }

    private void runAfterwards() {
        recipe.afterwards().ifPresent(statement -> {
            try (var connection = DriverManager.getConnection(
                            properties().get("cunlu.db.url"), statement.user(), statement.password());
                    var sql = connection.createStatement()) {
                sql.execute(statement.sql());
            } catch (SQLException failed) {
                throw new DevstackException("cannot prepare the database: " + failed.getMessage(), failed);
            }
        });
    }

    private static void requireEngine() {
        synchronized (ContainerServer.class) {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                throw new DevstackException("""
                        找不到 Docker · Containers are asked for (CUNLU_SERVERS=containers), but no Docker engine answers.
                        Start one (dockerd), set DOCKER_HOST, or unset CUNLU_SERVERS to use the embedded servers.""");
            }
        }
    }

    /** Its output goes to a file as that of the embedded servers does, and outlives the container. */
    private synchronized void write(String text) {
        try {
            Files.createDirectories(settings.logs());
            Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            Supervisor.log("cannot write " + log() + ": " + full.getMessage());
        }
    }

    private Path log() {
        return settings.logs().resolve(server.option() + ".container.log");
    }

    private DevstackException explain(Exception failed) {
        release();
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new DevstackException(
                """
                %s 容器没有启动 · The container of the %s did not start: %s
                Image: %s. The end of %s:
                    %s""".formatted(
                                server.title(),
                                server.title(),
                                cause.getMessage(),
                                recipe.image(),
                                log(),
                                String.join("\n    ", lastLines())),
                failed);
    }

    private List<String> lastLines() {
        try {
            var lines = Files.readAllLines(log());
            return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        } catch (IOException none) {
            return List.of("(none)");
        }
    }

    @Override
    public void stop() {
        if (running) {
            running = false;
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_SECONDS)
                    .exec();
        }
    }

    @Override
    public void kill() {
        if (running) {
            running = false;
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    /** The data are in the container and go with it. */
    @Override
    public void deleteData() {
        release();
    }

    @Override
    public void release() {
        if (container != null) {
            container.stop();
            container = null;
            running = false;
            children.forgetContainer(server);
        }
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public Map<String, String> properties() {
        return recipe.properties().apply(host(), port.number());
    }

    /**
     * Where containers' ports open. Testcontainers' own answer is not asked for a local engine: it takes any machine with a
     * file {@code /.dockerenv} for a container, and then names an address at which our ports are not.
     */
    private static String host() {
        var named = Optional.ofNullable(System.getenv("TESTCONTAINERS_HOST_OVERRIDE"));
        var engine = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix://");
        return named.orElseGet(
                () -> engine.startsWith("unix:") ? LOOPBACK : URI.create(engine).getHost());
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public String product() {
        return "image " + recipe.image();
    }
}
