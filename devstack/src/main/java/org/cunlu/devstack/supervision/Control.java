package org.cunlu.devstack.supervision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.link.Line;
import org.cunlu.devstack.link.ProcessId;

/** Where owners ask for servers: a loopback socket, opened by a token that only the folder's owner can read. */
final class Control {
    private final ServerSocket socket;
    private final Settings settings;
    private final String token;
    private final Stand stand;
    private final Rooms allRooms;
    private final Lifetime lifetime;
    private final Runnable changed;

    /** @param changed told after servers have started or stopped */
    Control(Settings settings, String token, Stand stand, Rooms allRooms, Lifetime lifetime, Runnable changed)
            throws IOException {
        this.settings = settings;
        this.token = token;
        this.stand = stand;
        this.allRooms = allRooms;
        this.lifetime = lifetime;
        this.changed = changed;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Answers owners until the process ends. */
    void serve() throws IOException {
        while (true) {
            var owner = socket.accept();
            Thread.ofVirtual().start(() -> talk(owner));
        }
    }

    private void talk(Socket owner) {
        // Rooms live as long as the talk: when a test process ends, however it ends, they go.
        List<String> rooms = new ArrayList<>();
        try (owner;
                var in = new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintWriter(owner.getOutputStream(), true, StandardCharsets.UTF_8)) {
            if (!isToken(in.readLine())) {
                return;
            }
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(Line.decode(line), rooms, out).encode());
            }
        } catch (IOException gone) {
            // The owner has gone, which is how every talk ends.
        } finally {
            rooms.forEach(allRooms::close);
        }
    }

    private boolean isToken(String text) {
        return text != null
                && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private Line answer(Line request, List<String> rooms, PrintWriter out) {
        try {
            return Line.of("ok", perform(request, rooms, out));
        } catch (DevstackException told) {
            return Line.of("error", told.getMessage());
        } catch (RuntimeException bug) {
            Supervisor.log("failed to " + request.verb(), bug);
            return Line.of("error", "cannot " + request.verb() + ": " + bug);
        }
    }

    private Map<String, String> perform(Line request, List<String> rooms, PrintWriter out) {
        var words = request.words();
        switch (request.verb()) {
            case "attach" -> {
                return attach(ProcessId.parse(words.get(0)), words.get(1)) ? Map.of("accepted", "true") : Map.of();
            }
            case "owned" -> {
                return lifetime.owned() ? Map.of("owned", "true") : Map.of();
            }
            case "pids" -> {
                return stand.pids();
            }
            case "shutdown" -> lifetime.end("asked to");
            case "ensure" -> {
                return ensure(words, out);
            }
            case "room" -> {
                var servers = Settings.servers(words.get(1));
                rooms.add(words.getFirst());
                return allRooms.open(words.getFirst(), servers);
            }
            default -> change(request.verb(), Server.valueOf(words.getFirst()));
        }
        return Map.of();
    }

    private boolean attach(ProcessId parent, String wanted) {
        if (lifetime.owned() && !wanted.equals(settings.mode())) {
            throw new DevstackException("""
                    另一构建正在使用别种服务器 · Another build uses servers of another kind here (%s, this one wants %s).
                    Wait until it has ended.""".formatted(settings.mode(), wanted));
        }
        return lifetime.attach(parent);
    }

    private Map<String, String> ensure(List<String> words, PrintWriter out) {
        var servers = Settings.servers(words.getFirst());
        Trouble.requireRoom(settings.dir());
        stand.ensure(servers, (server, stage, text) -> {
            synchronized (out) {
                out.println(Line.of("step", server.name(), stage.name(), text).encode());
            }
        });
        changed.run();
        return stand.properties(servers);
    }

    private void change(String verb, Server server) {
        switch (verb) {
            case "stop" -> stand.stop(server);
            case "kill" -> stand.kill(server);
            case "wipe" -> stand.wipe(server);
            default -> throw new IllegalArgumentException("unknown verb: " + verb);
        }
        changed.run();
    }
}
