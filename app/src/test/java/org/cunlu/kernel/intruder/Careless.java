package org.cunlu.kernel.intruder;

import io.micronaut.http.cookie.Cookie;
import io.micronaut.websocket.WebSocketSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.lang.foreign.Arena;
import java.util.Random;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.script.ScriptEngineManager;
import javax.xml.parsers.DocumentBuilderFactory;

/** Takes every means that nobody of ours may take. */
public class Careless {
    public Object read(InputStream in) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(in).readObject();
    }

    public Object runs() {
        return new ScriptEngineManager();
    }

    public Object xml() {
        return DocumentBuilderFactory.newInstance();
    }

    public Object looksUp(String name) throws NamingException {
        return new InitialContext().lookup(name);
    }

    public Object starts(String command) throws IOException {
        return new ProcessBuilder(command).start();
    }

    public int draws() {
        return new Random().nextInt();
    }

    public Cookie bakes() {
        return Cookie.of("any", "thing");
    }

    public long reaches() {
        return Arena.global().allocate(1).address();
    }

    public boolean talks(WebSocketSession session) {
        return session.isOpen();
    }
}
