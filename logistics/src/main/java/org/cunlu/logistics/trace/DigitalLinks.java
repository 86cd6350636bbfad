package org.cunlu.logistics.trace;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cunlu.catalog.Gtin;
import org.cunlu.logistics.TraceCodes;

/**
 * GS1 Digital Links (URI Syntax 1.4): {@code /01/gtin/10/lot}. A lot whose SKU has no GTIN, or whose code is longer than the 20
 * characters of application identifier 10, and every parcel (its barcode is ours and no number of GS1's) go by our own prefix
 * with the same identifiers: 10 for a lot, 21 for a serial.
 */
@Singleton
class DigitalLinks implements TraceCodes {
    private static final String GTIN = "01";
    private static final String LOT = "10";
    private static final String SERIAL = "21";
    private static final int LOT_MAX = 20;
    private static final int TEXT_MAX = 300;
    private static final String UNSAID = "http://localhost:8080";
    private static final Pattern BARCODE = Pattern.compile("CN[0-9]{15}");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9._-]{1,32}");
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^/?#]+(/[^?#]*).*");

    private final String host;
    private final String prefix;

    /** @param address of the host in front of the links @param publicUrl taken where none is named */
    @Inject
    DigitalLinks(
            @Value("${cunlu.trace.address:}") String address,
            @Value("${cunlu.public-url:}") String publicUrl,
            @Value("${cunlu.trace.prefix:cunlu}") String prefix) {
        this(address.isEmpty() ? publicUrl : address, prefix);
    }

    DigitalLinks(String address, String prefix) {
        String host = address.isEmpty() ? UNSAID : address.replaceFirst("/$", "");
        if (!host.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
            throw new ConfigurationException("cunlu.trace.address is no https://host: " + host);
        }
        if (!prefix.matches("[a-z][a-z0-9-]{1,20}")) {
            throw new ConfigurationException("cunlu.trace.prefix is not 2 to 21 of a-z 0-9 -: " + prefix);
        }
        this.host = host;
        this.prefix = prefix;
    }

    @Override
    public String lot(String lotCode, @Nullable String gtin) {
        return gtin == null || lotCode.length() > LOT_MAX
                ? address(prefix, LOT, lotCode)
                : address(GTIN, new Gtin(gtin).digits(), LOT, lotCode);
    }

    @Override
    public String parcel(String barcode) {
        return address(prefix, SERIAL, barcode);
    }

    private String address(String... segments) {
        return host
                + Stream.of(segments)
                        .map(segment -> "/"
                                + URLEncoder.encode(segment, StandardCharsets.UTF_8)
                                        .replace("+", "%20")
                                        .replace("*", "%2A"))
                        .reduce("", String::concat);
    }

    @Override
    public Optional<Named> read(String text) {
        if (text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        var address = ADDRESS.matcher(text);
        String path = address.matches() ? address.group(1) : text;
        List<String> parts = Stream.of(path.split("/"))
                .filter(part -> !part.isEmpty())
                .map(DigitalLinks::decoded)
                .toList();
        if (parts.size() == 1) {
            return named(parts.getFirst(), null);
        }
        if (parts.size() == 2 && parts.getFirst().equals("trace")) {
            return named(parts.getLast(), null);
        }
        if (parts.size() == 3 && parts.getFirst().equals(prefix)) {
            return named(parts.getLast(), null).filter(named -> parts.get(1).equals(named.parcel() ? SERIAL : LOT));
        }
        boolean gs1 =
                parts.size() >= 4 && parts.get(0).equals(GTIN) && parts.get(2).equals(LOT);
        return gs1 ? Gtin.of(parts.get(1)).flatMap(gtin -> named(parts.get(3), gtin.digits())) : Optional.empty();
    }

    private static Optional<Named> named(String code, @Nullable String gtin) {
        boolean parcel = gtin == null && BARCODE.matcher(code).matches();
        return CODE.matcher(code).matches() ? Optional.of(new Named(parcel, code, gtin)) : Optional.empty();
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
