package org.cunlu.devstack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.devstack.DevstackOptions.Choice;

/** Starts the servers for people and keeps them until Ctrl-C. */
public final class Main {
    private static final String USAGE = """
            Starts Cunlu's servers and keeps them until Ctrl-C.
              --dir FOLDER        where data, logs and passwords are kept (.cunlu of the project)
              --mariadb-port N    --redis-port N    --amqp-port N    --es-port N    (free ones)
              --servers KIND      embedded | containers | external (by configuration)
              --only LIST         database,cache,broker,search (all)
              --fresh             forgets all data first
            """;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            if (Arrays.asList(args).contains("--help")) {
                System.out.print(USAGE);
                return;
            }
            serve(options(args));
        } catch (DevstackException | IllegalArgumentException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    private static void serve(DevstackOptions options) throws InterruptedException {
        var devstack = Devstack.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(devstack::close));
        System.out.println();
        new TreeMap<>(devstack.properties()).forEach((key, value) -> System.out.printf("%-22s %s%n", key, value));
        System.out.println("\n数据与日志 · data and logs: " + options.dir() + "   (Ctrl-C 停止 · stops)");
        new CountDownLatch(1).await();
    }

    private static DevstackOptions options(String[] args) {
        var words = Arrays.asList(args).iterator();
        var options = DevstackOptions.in(Home.projectRoot().resolve(".cunlu")).withProgress(System.out::println);
        while (words.hasNext()) {
            var word = words.next();
            if (word.equals("--fresh")) {
                options = options.withFresh(true);
            } else if (!words.hasNext()) {
                throw new IllegalArgumentException("unknown option, or one without its value: " + word + "\n" + USAGE);
            } else {
                options = option(options, word, words.next());
            }
        }
        return options;
    }

    private static DevstackOptions option(DevstackOptions options, String word, String value) {
        return switch (word) {
            case "--dir" -> options.withDir(Path.of(value));
            case "--servers" -> options.withChoice(Choice.valueOf(value.toUpperCase(Locale.ROOT)));
            case "--only" ->
                options.withServers(Arrays.stream(value.split(","))
                        .map(name -> Server.valueOf(name.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
            default ->
                options.withPort(
                        Stream.of(Server.values())
                                .filter(server -> word.equals("--" + server.option() + "-port"))
                                .findFirst()
                                .orElseThrow(
                                        () -> new IllegalArgumentException("unknown option: " + word + "\n" + USAGE)),
                        Integer.parseInt(value));
        };
    }
}
