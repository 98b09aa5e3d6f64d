package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What an order would cost.
 *
 * @param amount of the whole order, for its whole period: {@code TradePrice}, "the final price", which has the account's
 *     discount in it; 0 or more
 * @param currency three capital letters, for example CNY
 */
public record EnsPrice(BigDecimal amount, String currency) {
    private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000_000L);

    /** The vendor's type is a 32-bit float, so what stands behind this many decimals is noise. */
    private static final int DECIMALS = 4;

    /** A number with more digits, or with such an exponent, is no price. */
    private static final int MOST_DIGITS = 40;

    /** Empty if there is no such price in the body, or if it could be taken for less than it is. */
    static Optional<EnsPrice> of(byte[] body) {
        JsonNode json = Json.readObjectExactly(body);
        JsonNode price = json == null
                ? MissingNode.getInstance()
                : json.path("PriceInfo").path("Price");
        String currency = Json.text(price, "Currency");
        JsonNode trade = price.path("TradePrice");
        BigDecimal amount = null;
        if (trade.isNumber()) {
            amount = trade.decimalValue();
        } else if (trade.isTextual() && trade.textValue().matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            amount = new BigDecimal(trade.textValue());
        }
        if (amount == null || !isUsual(amount) || !currency.matches("[A-Z]{3}")) {
            return Optional.empty();
        }
        BigDecimal rounded = amount.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        if (rounded.signum() == 0 && amount.signum() != 0) {
            return Optional.empty(); // so little costs nothing that ENS sells
        }
        return Optional.of(new EnsPrice(rounded.setScale(Math.max(0, rounded.scale())), currency));
    }

    /** Looks at size and digits first, since calculating with a huge exponent takes for ever. */
    private static boolean isUsual(BigDecimal amount) {
        return Math.abs((long) amount.scale()) <= MOST_DIGITS
                && amount.precision() <= MOST_DIGITS
                && amount.signum() >= 0
                && amount.compareTo(TOO_MUCH) < 0;
    }
}
