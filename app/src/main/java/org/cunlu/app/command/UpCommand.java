package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cunlu.app.county.DemoCounty;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.devstack.Devstack;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.DevstackOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Servers, app and demo county by one command, until Ctrl-C. */
@Command(name = "up", description = "启动全部，载入演示县 · Start everything with the demo county, until Ctrl-C")
final class UpCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "8080", description = "网页与接口端口 · port of pages and API (${DEFAULT-VALUE})")
    int port;

    @Option(
            names = "--tls",
            description = "同时开 HTTPS，手机可用摄像头和离线页面；证书由本机自建的根证书签发 · HTTPS as well, signed by a CA of this checkout")
    boolean tls;

    @Option(names = "--tls-port", defaultValue = "8443", description = "HTTPS 端口 · port of HTTPS (${DEFAULT-VALUE})")
    int tlsPort;

    @Option(names = "--fresh", description = "忘掉全部数据重新开始 · forget all data first")
    boolean fresh;

    @Option(
            names = "--servers",
            defaultValue = "auto",
            description =
                    "auto、embedded、external（用 CUNLU_* 环境变量）、containers · where the servers come from (${DEFAULT-VALUE})")
    Source servers;

    @Option(names = "--empty", description = "不载入演示县，关闭演示模式 · no demo county, demo mode off")
    boolean empty;

    @Spec
    CommandSpec spec;

    /** Where the four servers come from. */
    enum Source {
        AUTO,
        EMBEDDED,
        EXTERNAL,
        CONTAINERS
    }

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var begun = Instant.now();
        Home home = Home.here();
        home.running().ifPresent(run -> {
            throw new CommandFailure("已在运行 · Already running: " + run.get("cunlu.public-url"));
        });
        requireFree(port);
        if (tls) {
            requireFree(tlsPort);
        }
        // Before the servers: a signal during the start has to tidy up as well.
        var stop = new UntilStopped();
        try (Devstack stack = Devstack.start(options(home, out))) {
            var configuration = configuration(home, stack);
            var secured = new HashMap<>(configuration);
            OverTls overTls = tls ? OverTls.prepare(tlsPort, new LocalAuthority(home.tls(), Clock.systemUTC())) : null;
            if (overTls != null) {
                secured.putAll(overTls.configuration(port));
            }
            say(out, begun, "应用启动中 · starting the app");
            LogFile.insteadOfConsole(home.log());
            try (ApplicationContext context = Running.prepared(secured)) {
                if (!empty) {
                    context.getBean(DemoCounty.class).loadOnce(line -> say(out, begun, line));
                }
                Running.serve(context);
                // The other commands come over plain HTTP, from this machine.
                home.keepRunning(configuration);
                say(out, begun, "就绪 · ready");
                out.print(welcome(configuration, overTls));
                out.flush();
                stop.await();
                say(out, begun, "正在停止 · stopping");
            }
        } catch (DevstackException e) {
            throw new CommandFailure(e.getMessage(), e);
        } finally {
            stop.tidied();
        }
        return 0;
    }

    private DevstackOptions options(Home home, PrintWriter out) {
        if (servers == Source.EXTERNAL) {
            Configuration.serversFromEnvironment()
                    .orElseThrow(
                            () -> new CommandFailure(
                                    "--servers external 需要环境变量 CUNLU_DB_URL 等 · needs CUNLU_DB_URL and the other CUNLU_* variables"));
        }
        if (fresh) {
            home.forgetSecrets();
        }
        return DevstackOptions.in(home.servers())
                .withChoice(
                        switch (servers) {
                            case AUTO -> DevstackOptions.Choice.BY_CONFIGURATION;
                            case EMBEDDED -> DevstackOptions.Choice.EMBEDDED;
                            case EXTERNAL -> DevstackOptions.Choice.EXTERNAL;
                            case CONTAINERS -> DevstackOptions.Choice.CONTAINERS;
                        })
                .withFresh(fresh)
                .withProgress(step -> {
                    out.println(step);
                    out.flush();
                });
    }

    private Map<String, String> configuration(Home home, Devstack stack) {
        var configuration = new HashMap<>(home.secrets());
        configuration.putAll(stack.properties());
        configuration.put("cunlu.port", String.valueOf(port));
        configuration.put("cunlu.demo", String.valueOf(!empty));
        configuration.put("cunlu.public-url", "http://127.0.0.1:" + port);
        return configuration;
    }

    private static void requireFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new CommandFailure(
                    "端口 " + port + " 已被占用，请用 --port 另选 · Port " + port + " is taken: choose another by --port", e);
        }
    }

    private String welcome(Map<String, String> configuration, @Nullable OverTls overTls) {
        String url = configuration.get("cunlu.public-url");
        var text = new StringBuilder("\n村路 Cunlu\n");
        text.append("  商城 Shop        ").append(url).append("/\n");
        text.append("  接口 API         ")
                .append(url)
                .append("/openapi (")
                .append(url)
                .append("/openapi.json)\n");
        text.append("  健康 Health      ")
                .append(url)
                .append("/health  ")
                .append(url)
                .append("/prometheus\n");
        text.append("  数据库 Database  ")
                .append(configuration.get("cunlu.db.url"))
                .append('\n');
        text.append("  消息 Broker      ")
                .append(withoutPassword(configuration.get("cunlu.amqp.uri")))
                .append('\n');
        text.append("  缓存 Cache       ")
                .append(withoutPassword(configuration.get("cunlu.redis.uri")))
                .append('\n');
        text.append("  搜索 Search      ")
                .append(withoutPassword(configuration.get("cunlu.es.url")))
                .append('\n');
        if (!empty) {
            text.append("\n演示账户（密码都是 ")
                    .append(DemoPerson.PASSWORD)
                    .append(
                            "）· demo people (one password for all)\n  验证器密钥，授权等操作要用 · authenticator secret, for giving roles and the like: ")
                    .append(DemoPerson.SECRET.base32())
                    .append('\n');
            for (DemoPerson person : DemoPerson.all()) {
                text.append(
                        "  %-18s %s  %s  %s%n".formatted(person.role(), person.phone(), person.name(), person.what()));
            }
        }
        if (overTls != null) {
            text.append(overTls.told());
        }
        text.append("\nCtrl-C 停止 · stops. 另一个终端 · in another terminal: ./cunlu demo, ./cunlu audit\n");
        return text.toString();
    }

    private static String withoutPassword(String uri) {
        return uri.replaceAll("//[^@/]*@", "//");
    }

    private static void say(PrintWriter out, Instant begun, String line) {
        out.println("%5.1f s  %s"
                .formatted(Duration.between(begun, Instant.now()).toMillis() / 1000.0, line));
        out.flush();
    }
}
