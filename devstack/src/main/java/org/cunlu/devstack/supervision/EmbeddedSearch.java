package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cunlu.devstack.Server;

/**
 * An Elasticsearch node from the jars of Maven Central: the server's core without its modules.
 *
 * <p>It has no password: the core lacks the security module. It listens on this machine's loopback only.
 */
final class EmbeddedSearch extends EmbeddedServer {
    /** A hundred thousand offers and what counts them; with 256 MiB collecting them took more time than answering. */
    private static final int HEAP_MIB = 512;

    EmbeddedSearch(Settings settings, Children children, Port port) {
        super(Server.SEARCH, settings, children, port);
    }

    @Override
    void prepare(Consumer<String> step) throws IOException {
        // The native library that this names is not on Maven Central; without one the node uses plain Java.
        Files.createDirectories(folder.resolve("native"));
    }

    @Override
    List<String> command() {
        var home = settings.home().resolve("elasticsearch");
        var command = new ArrayList<>(Jvm.command(HEAP_MIB));
        command.addAll(List.of(
                "-Des.nativelibs.path=" + folder.resolve("native"),
                "-Dio.netty.allocator.type=unpooled",
                "-XX:MaxDirectMemorySize=64m",
                "--enable-native-access=ALL-UNNAMED,org.apache.lucene.core",
                "-p",
                home.resolve("lib").toString(),
                "--add-modules",
                "ALL-MODULE-PATH",
                "-cp",
                settings.code().toString(),
                "org.cunlu.devstack.search.SearchMain",
                "home=" + home,
                "data=" + folder.resolve("data"),
                "logs=" + settings.logs(),
                "host=127.0.0.1",
                "port=" + port(),
                "watch=true"));
        return command;
    }

    private String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("cunlu.es.url", url());
    }

    @Override
    public String product() {
        return "Elasticsearch 9.5";
    }
}
