package org.cunlu.devstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.cunlu.devstack.link.Line;
import org.cunlu.devstack.link.ProcessId;

/** The owner's end of the talk with a supervisor. One question at a time. */
final class Link implements AutoCloseable {
    /** Hears what happens while an answer is awaited. */
    interface Steps {
        void step(Server server, Progress.Stage stage, String text);
    }

    private final ProcessId supervisor;
    private final Socket socket;
    private final BufferedReader in;
    private final PrintWriter out;

    /** @param contact what the supervisor has written into its folder */
    Link(Map<String, String> contact) throws IOException {
        supervisor = ProcessId.parse(contact.get("process"));
        socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(contact.get("port")));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        out.println(contact.get("token"));
    }

    ProcessId supervisor() {
        return supervisor;
    }

    Map<String, String> ask(Line request) {
        return ask(request, (server, stage, text) -> {});
    }

    /** @throws DevstackException with the supervisor's own words when it could not do what was asked */
    synchronized Map<String, String> ask(Line request, Steps steps) {
        try {
            out.println(request.encode());
            for (var text = in.readLine(); text != null; text = in.readLine()) {
                var answer = Line.decode(text);
                switch (answer.verb()) {
                    case "ok" -> {
                        return answer.pairs();
                    }
                    case "error" -> throw new DevstackException(answer.words().getFirst());
                    default ->
                        steps.step(
                                Server.valueOf(answer.words().get(0)),
                                Progress.Stage.valueOf(answer.words().get(1)),
                                answer.words().get(2));
                }
            }
        } catch (IOException gone) {
            throw ended(gone);
        }
        throw ended(null);
    }

    private DevstackException ended(IOException cause) {
        return new DevstackException(
                "服务器的监护进程已退出 · The supervisor of the servers (pid %d) has ended; see logs/supervisor.log of its folder."
                        .formatted(supervisor.pid()),
                cause);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }
}
