package org.cunlu.orders.live;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a session is shown. It is told to viewers and never fetched by us, so it must be nothing but an https address. */
final class StreamAddress {
    private static final int LENGTH_MAX = 500;

    private StreamAddress() {}

    /** @throws org.cunlu.kernel.problem.ProblemException 400 {@code stream-url-invalid} */
    static String checked(String text) {
        try {
            var address = new URI(text);
            if (text.length() <= LENGTH_MAX
                    && "https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static RuntimeException invalid() {
        return LiveRefusals.invalid(
                "streamUrl", "stream-url-invalid", "直播地址须为 https 链接 · The stream's address is not an https one");
    }
}
