package org.cunlu.devstack.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one Elasticsearch node from the jars of Maven Central.
 *
 * <p>Arguments: {@code home=FOLDER} (with {@code modules/transport-netty4} in it), {@code data=FOLDER}, {@code logs=FOLDER},
 * {@code host=ADDRESS}, {@code port=NUMBER}, and {@code watch=true} to end when the input ends, which it does when the
 * supervisor ends. An image for Docker leaves the last one out.
 */
final class SearchMain {
    private final Map<String, String> words;

    private SearchMain(Map<String, String> words) {
        this.words = words;
    }

    public static void main(String[] args) throws Exception {
        var words = new java.util.HashMap<String, String>();
        Arrays.stream(args).map(arg -> arg.split("=", 2)).forEach(pair -> words.put(pair[0], pair[1]));
        new SearchMain(words).run();
    }

    private void run() throws Exception {
        LogConfigurator.configureESLogging();
        LogConfigurator.configureWithoutConfig(
                Settings.builder().put("logger.level", "INFO").build());
        var home = Path.of(words.get("home"));
        var environment = new Environment(settings(), home.resolve("config"));
        var modules = PluginsLoader.loadModulesBundles(home.resolve("modules"), false);
        var plugins = PluginsLoader.createPluginsLoader(modules, Set.of(), Map.of());
        var node = new Node(environment, plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        if (Boolean.parseBoolean(words.get("watch"))) {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
            System.exit(0);
        }
    }

    private Settings settings() {
        return Settings.builder()
                .put("path.home", words.get("home"))
                .put("path.data", words.get("data"))
                .put("path.logs", words.get("logs"))
                .put("cluster.name", "cunlu")
                .put("node.name", "cunlu-search")
                .put("network.host", words.get("host"))
                .put("http.port", words.get("port"))
                .put("http.type", "netty4")
                .put("transport.type", "netty4")
                .put("transport.port", "0")
                .put("discovery.type", "single-node")
                // The data are derived and small: no watermark may make an index read-only on a developer's full disk.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .put("action.destructive_requires_name", false)
                .put("thread_pool.write.size", 2)
                .put("thread_pool.search.size", 2)
                .build();
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (IOException failed) {
            failed.printStackTrace();
        }
    }
}
