package org.cunlu.app.command;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * HTTPS for phones in the same network. Plain HTTP stays for this machine alone: the other commands come by it.
 * @param port of HTTPS @param addresses of this machine by which phones reach it, v4
 */
record OverTls(int port, List<String> addresses, LocalAuthority.Issued issued) {
    /** The addresses by which this machine is itself. */
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    static OverTls prepare(int port, LocalAuthority authority) {
        List<String> outward = outward();
        var all = new ArrayList<>(LOOPBACK);
        all.addAll(outward);
        return new OverTls(port, outward, authority.issue(all));
    }

    /** @return where a phone finds it; this machine where there is no network */
    String url() {
        return "https://" + (addresses.isEmpty() ? "localhost" : addresses.getFirst()) + ":" + port;
    }

    /** @param plain port of HTTP on this machine */
    Map<String, String> configuration(int plain) {
        var all = new HashMap<String, String>();
        all.put("cunlu.public-url", url());
        // A browser remembers it for a whole host name: all else under localhost would be asked for over HTTPS too.
        all.put("cunlu.strict-transport", "false");
        all.put("cunlu.tls.authority", issued.certificate().toString());
        all.put("micronaut.server.netty.listeners.plain.host", "127.0.0.1");
        all.put("micronaut.server.netty.listeners.plain.port", String.valueOf(plain));
        all.put("micronaut.server.netty.listeners.tls.host", "0.0.0.0");
        all.put("micronaut.server.netty.listeners.tls.port", String.valueOf(port));
        all.put("micronaut.server.netty.listeners.tls.ssl", "true");
        all.put("micronaut.server.ssl.enabled", "true");
        all.put("micronaut.server.ssl.key-store.path", "file:" + issued.keyStore());
        all.put("micronaut.server.ssl.key-store.password", issued.password());
        all.put("micronaut.server.ssl.key-store.type", "PKCS12");
        all.put("micronaut.server.ssl.key.alias", "server");
        all.put("micronaut.server.ssl.key.password", issued.password());
        return all;
    }

    /** What whoever starts it is told. */
    String told() {
        var text = new StringBuilder("\n手机访问 For phones in this network\n");
        for (String each : addresses.isEmpty() ? List.of("localhost") : addresses) {
            text.append("  https://").append(each).append(':').append(port).append("/\n");
        }
        return text.append("  根证书 CA        ")
                .append(url())
                .append("/cunlu-ca.crt  （")
                .append(issued.certificate())
                .append("）\n  指纹 SHA-256     ")
                .append(issued.fingerprint())
                .append("""

                  第一次：用手机打开上面的根证书地址，跳过一次警告并下载；核对指纹后再信任。
                  安卓：设置 → 安全 → 加密与凭据 → 安装证书 → CA 证书。
                  苹果：设置 → 已下载描述文件 → 安装，再到 通用 → 关于本机 → 证书信任设置 打开它。
                  The first time: open the address of the CA on the phone, pass the warning once and download it; trust it only if
                  the fingerprint is the same. Android: Settings, Security, Encryption & credentials, Install a certificate, CA
                  certificate. iPhone: Settings, Profile downloaded, Install; then General, About, Certificate Trust Settings.
                """)
                .toString();
    }

    private static List<String> outward() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OverTls::up)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .sorted()
                    .distinct()
                    .toList();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean up(NetworkInterface each) {
        try {
            return each.isUp() && !each.isLoopback();
        } catch (SocketException gone) {
            return false;
        }
    }
}
