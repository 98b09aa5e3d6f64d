package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.TemporaryKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The temporary key that one source gave last, and when it is time for the next. Its holder guards it. */
final class TemporaryKeySource {
    /** A new key is asked for so long before the end of the old one, or a fifth of its life. */
    private static final long AHEAD_MILLIS = Duration.ofMinutes(5).toMillis();

    /** With less than this left a look-up waits for the new key: what is signed now may arrive a while later. */
    private static final long SHORT_MILLIS = Duration.ofMinutes(1).toMillis();

    /** After a failure, as long as the old key is good. */
    private static final long AGAIN_MILLIS = Duration.ofSeconds(10).toMillis();

    /** The vendor refuses a key so young because of something that another key will not mend. */
    private static final long YOUNG_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final int MOST_REFUSED_YOUNG = 3;

    private static final long FORGOTTEN_MILLIS = Duration.ofHours(1).toMillis();

    private AccessKey key;
    /** The one before: a request that was signed with it may be answered late. */
    private AccessKey before;

    private long sinceMillis;
    private long renewMillis;
    private long endMillis;
    private CompletableFuture<Answer<TemporaryKey>> underWay;
    private long notBeforeMillis;
    private long usedMillis;
    private int refusedYoung;
    private boolean heard;

    /**
     * Notes a look-up.
     *
     * @return whether the source is to be asked now, by the caller: for there is no good key, or not for long, and nobody asks
     */
    boolean begin(long now) {
        usedMillis = now;
        boolean isGood = usable(now) != null;
        if (underWay != null || (isGood && (now < renewMillis || now < notBeforeMillis))) {
            return false;
        }
        underWay = new CompletableFuture<>();
        return true;
    }

    /** The answer that is awaited; null for none. */
    CompletableFuture<Answer<TemporaryKey>> underWay() {
        return underWay;
    }

    /** @param asked when the request left: the key's life counts from then, so that no slow answer makes it longer */
    void answered(Answer<TemporaryKey> answer, long asked, long now) {
        underWay = null;
        if (!answer.isThere()) {
            notBeforeMillis = now + AGAIN_MILLIS;
            return;
        }
        long life = answer.value().life().toMillis();
        before = key;
        key = answer.value().key();
        sinceMillis = asked;
        endMillis = asked + life;
        renewMillis = endMillis - Math.min(AHEAD_MILLIS, life / 5);
        heard = true;
    }

    /** The key, as long as it has not ended; null for none. */
    AccessKey usable(long now) {
        return key != null && now < endMillis ? key : null;
    }

    boolean isAboutToEnd(long now) {
        return now >= Math.max(renewMillis, endMillis - SHORT_MILLIS);
    }

    /** Whether it ever gave a key. */
    boolean hasAnswered() {
        return heard;
    }

    /** Whether this key came from here. */
    boolean gave(AccessKey other) {
        return other.equals(key) || other.equals(before);
    }

    /**
     * The vendor refused the key: it is used no more.
     *
     * @return whether the next one may well be taken: false once three in a row were refused as soon as they were there
     */
    boolean refused(AccessKey other, long now) {
        if (!other.equals(key)) {
            return true; // there is another one already
        }
        refusedYoung = now - sinceMillis < YOUNG_MILLIS ? refusedYoung + 1 : 0;
        before = key;
        key = null;
        return refusedYoung < MOST_REFUSED_YOUNG;
    }

    /** Whether nobody has asked for it for so long that it need not be remembered. */
    boolean isForgotten(long now) {
        return underWay == null && usable(now) == null && now - usedMillis > FORGOTTEN_MILLIS;
    }
}
