package io.tapgrid.web.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jwt.JWTClaimsSet;
import io.tapgrid.domain.Uid;
import io.tapgrid.web.config.WebConfig;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * Checks a login that the shop signed (JWT, RFC 7519). The algorithm is the configured one and no other, whatever the
 * token says of itself; keys named or carried in a token are not looked at. {@code exp} is required, {@code nbf} kept if
 * it is there. A token that held is remembered for a while, since a signature costs some 10 to 150 µs.
 */
final class ShopLogins {
    private final WebConfig.Login rules;
    private final KeySource keys;
    private final Clock clock;
    private final VerifiedTokens verified = new VerifiedTokens();

    ShopLogins(WebConfig.Login rules, KeySource keys, Clock clock) {
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    Optional<Uid> verify(String token) {
        Instant now = clock.instant();
        Optional<Uid> known = verified.find(token, now);
        if (known.isPresent()) {
            return known;
        }
        try {
            return verifySignature(token).flatMap(claims -> accept(token, claims, now));
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private Optional<JWTClaimsSet> verifySignature(String token) throws ParseException, JOSEException {
        JWSObject signed = JWSObject.parse(token);
        JWSHeader header = signed.getHeader();
        boolean expected =
                header.getAlgorithm().getName().equals(rules.algorithm().toString());
        if (!expected || header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            return Optional.empty();
        }
        for (LoginKey key : keys.candidates(header.getKeyID())) {
            if (key.verifies(signed)) {
                return Optional.of(JWTClaimsSet.parse(signed.getPayload().toJSONObject()));
            }
        }
        return Optional.empty();
    }

    private Optional<Uid> accept(String token, JWTClaimsSet claims, Instant now) {
        String subject = claims.getSubject();
        Date expiry = claims.getExpirationTime();
        if (subject == null || !Uid.isValid(subject) || expiry == null || !isFor(claims)) {
            return Optional.empty();
        }
        Instant notAfter = expiry.toInstant().plus(rules.clockSkew());
        Date notBefore = claims.getNotBeforeTime();
        boolean early = notBefore != null && now.isBefore(notBefore.toInstant().minus(rules.clockSkew()));
        if (early || !now.isBefore(notAfter)) {
            return Optional.empty();
        }
        Uid uid = new Uid(subject);
        verified.remember(token, uid, now, notAfter);
        return Optional.of(uid);
    }

    private boolean isFor(JWTClaimsSet claims) {
        boolean issued = rules.issuer().map(it -> it.equals(claims.getIssuer())).orElse(true);
        boolean meant =
                rules.audience().map(it -> claims.getAudience().contains(it)).orElse(true);
        return issued && meant;
    }
}
