package org.cunlu.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A file that pages load. Its address names its content, so that a browser may keep it for ever and has the new one at once.
 * @param url with the first digits of the file's SHA-256
 */
public record Asset(String url) {
    private static final ConcurrentMap<String, Asset> KNOWN = new ConcurrentHashMap<>();
    private static final int DIGITS = 12;
    private static final String WEBJARS = "/webjars/";

    /**
     * @param path such as {@code /assets/cunlu.css} or {@code /webjars/htmx.org/2.0.10/dist/htmx.min.js}
     * @throws IllegalArgumentException when there is no such file
     */
    public static Asset of(String path) {
        return KNOWN.computeIfAbsent(path, Asset::read);
    }

    private static Asset read(String path) {
        String resource = path.startsWith(WEBJARS) ? "META-INF/resources" + path : path.substring(1);
        try (var file = Asset.class.getClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalArgumentException("no such file: " + path);
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return new Asset(path + "?v=" + HexFormat.of().formatHex(hash).substring(0, DIGITS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As templates write it. */
    @Override
    public String toString() {
        return url;
    }
}
