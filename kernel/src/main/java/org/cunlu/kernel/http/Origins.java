package org.cunlu.kernel.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Reads from a request where it comes from. */
@Singleton
public class Origins {
    /** Header in which apps name their device; browsers have a cookie for it. */
    public static final String DEVICE_HEADER = "X-Device-Id";
    /** Cookie in which a browser's device is named: {@link HostCookies}. */
    public static final String DEVICE_COOKIE = "cunlu-device";

    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final int AGENT_LENGTH_MAX = 200;

    private final ClientAddress addresses;
    private final HostCookies cookies;

    Origins(ClientAddress addresses, HostCookies cookies) {
        this.addresses = addresses;
        this.cookies = cookies;
    }

    public Origin of(HttpRequest<?> request) {
        String device = request.getHeaders().get(DEVICE_HEADER);
        if (device == null) {
            device = cookies.read(request, DEVICE_COOKIE).orElse(null);
        }
        boolean sane = device != null && DEVICE.matcher(device).matches();
        return new Origin(addresses.of(request), sane ? device : null, agent(request));
    }

    private static String agent(HttpRequest<?> request) {
        String agent = request.getHeaders().get(HttpHeaders.USER_AGENT);
        String printable = agent == null ? "" : agent.replaceAll("[^\\x20-\\x7e]", "");
        return printable.length() > AGENT_LENGTH_MAX ? printable.substring(0, AGENT_LENGTH_MAX) : printable;
    }
}
