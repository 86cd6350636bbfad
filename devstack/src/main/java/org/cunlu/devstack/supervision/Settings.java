package org.cunlu.devstack.supervision;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.link.ProcessId;

/**
 * What the supervisor was told on its command line, as {@code key=value}.
 *
 * @param dir folder of data, logs and passwords
 * @param home folder with the servers' binaries: {@code devstack/target}
 * @param parent who wants the servers; when it ends, they end
 * @param containers true for containers instead of embedded servers
 * @param external servers that are named by configuration and thus not ours
 * @param ports given ports
 * @param poolMib memory of the database for its pages, MiB
 * @param startWithin how long one server may take to be ready
 * @param mode kind of servers in one word, which all who share this supervisor must want
 * @param forget servers whose data are deleted before anything starts
 * @param forTests data need not outlive a loss of power, and databases of earlier tests are dropped
 */
record Settings(
        Path dir,
        Path home,
        ProcessId parent,
        boolean containers,
        Set<Server> external,
        Map<Server, Integer> ports,
        int poolMib,
        Duration startWithin,
        String mode,
        Set<Server> forget,
        boolean forTests) {

    static Settings parse(String[] args) {
        Map<String, String> words = Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        var ports = new EnumMap<Server, Integer>(Server.class);
        for (var server : Server.values()) {
            var port = words.get("port." + server);
            if (port != null) {
                ports.put(server, Integer.valueOf(port));
            }
        }
        return new Settings(
                Path.of(words.get("dir")),
                Path.of(words.get("home")),
                ProcessId.parse(words.get("parent")),
                Boolean.parseBoolean(words.get("containers")),
                servers(words.get("external")),
                ports,
                Integer.parseInt(words.get("poolMib")),
                Duration.ofMillis(Long.parseLong(words.get("startWithinMillis"))),
                words.get("mode"),
                servers(words.get("forget")),
                Boolean.parseBoolean(words.get("forTests")));
    }

    static Set<Server> servers(String names) {
        var servers = EnumSet.noneOf(Server.class);
        Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(Server::valueOf)
                .forEach(servers::add);
        return servers;
    }

    /** The folder or jar of our own code. */
    Path code() {
        return Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0]);
    }

    Path logs() {
        return dir.resolve("logs");
    }
}
