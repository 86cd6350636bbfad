package org.cunlu.accounts.webhook;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cunlu.kernel.problem.ProblemException;

/** What an address of a webhook may look like. Where its name leads is looked at when it is called, and each time anew. */
@Singleton
class WebhookAddress {
    private static final int LENGTH_MAX = 500;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    /** What ends in a number is an address or nothing, as the URL standard has it. */
    private static final Pattern LITERAL = Pattern.compile("\\[[0-9a-f:.]+]|(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

    private final PublicPlaces places;
    private final boolean plainHttp;

    WebhookAddress(PublicPlaces places, WebhookSettings settings) {
        this.places = places;
        this.plainHttp = settings.plainHttp();
    }

    /** @return as it is kept and called @throws ProblemException 400 {@code webhook-url-invalid} */
    String checked(String text) {
        if (text.length() > LENGTH_MAX || !PRINTABLE.matcher(text).matches()) {
            throw invalid("网址太长或含有不允许的字符 · Too long, or has characters that no address has");
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !(plainHttp && scheme.equals("http"))) {
                throw invalid("网址须以 https:// 开头 · It must begin with https://");
            }
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                throw invalid("网址须有主机名，不得带用户名或片段 · It needs a host, and neither user nor fragment");
            }
            return called(uri, scheme, uri.getHost().toLowerCase(Locale.ROOT)).toString();
        } catch (URISyntaxException e) {
            throw invalid("不是网址 · Not an address");
        }
    }

    private URI called(URI uri, String scheme, String host) throws URISyntaxException {
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw invalid("没有这个端口 · There is no such port");
        }
        if (LITERAL.matcher(host).matches()) {
            literal(host);
        } else if (!NAME.matcher(host).matches()) {
            throw invalid("不是主机名 · Not the name of a host");
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new URI(scheme + "://" + host + port + path + query);
    }

    /** Octal, shortened and the like are no literals: they would be asked of a name server, or worse, understood. */
    private void literal(String host) {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            if (plain.matches("0\\d.*|.*\\.0\\d.*") || !places.mayCall(InetAddress.ofLiteral(plain))) {
                throw invalid("不允许的网络地址 · That network address is not allowed");
            }
        } catch (IllegalArgumentException e) {
            throw invalid("不是网络地址 · Not a network address");
        }
    }

    private static ProblemException invalid(String why) {
        return ProblemException.of(400, "webhook-url-invalid", "网址不可用 · This address cannot be used", why)
                .field("url");
    }
}
