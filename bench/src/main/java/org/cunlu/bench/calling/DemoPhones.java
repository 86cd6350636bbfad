package org.cunlu.bench.calling;

import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo county's phones are told, read as its operator, whom every demo has with the same password. */
final class DemoPhones implements AutoCloseable {
    private static final String OPERATOR = "13800230016";
    private static final String PASSWORD = "cunlu-demo-2026";
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    private final Wire wire;
    private final String bearer;

    private DemoPhones(Wire wire, String token) {
        this.wire = wire;
        this.bearer = "Authorization: Bearer " + token + "\r\n";
    }

    static DemoPhones of(Address address) {
        var wire = new Wire(address);
        byte[] body = Buyer.json(Map.of("phone", OPERATOR, "password", PASSWORD));
        JsonNode tokens = Buyer.call(wire, "POST", "/api/auth/sign-in", "", body)
                .must("演示县的运营人员不能登录 · The demo's operator cannot sign in: is this a demo")
                .json();
        return new DemoPhones(wire, tokens.get("accessToken").getStringValue());
    }

    /** @return the code of the latest message with one */
    String code(String phone) {
        JsonNode told = Buyer.call(wire, "GET", "/api/county/notices?phone=" + phone, bearer, null)
                .must("读不到短信 · Messages cannot be read")
                .json();
        for (JsonNode notice : told.get("items").values()) {
            Matcher code = CODE.matcher(notice.get("text").getStringValue());
            if (code.find()) {
                return code.group();
            }
        }
        throw new BrokenOff("没有收到验证码 · No code has arrived");
    }

    @Override
    public void close() {
        wire.close();
    }
}
