package commuter.access.servlet;

import commuter.access.Authenticator;
import commuter.access.CallRates;
import commuter.access.RefusedException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;

/** The filters of a service with {@link AccessRules}. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, BearerTokenAuthenticationToken.class})
class ServletAccessConfiguration {

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(HttpSettings settings) {
        FilterRegistrationBean<BodyLimit> registration = new FilterRegistrationBean<>(new BodyLimit(settings));
        // Before every filter that may read a body.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    BearerTokenResolver shown(AccessRules rules) {
        DefaultBearerTokenResolver inHeader = new DefaultBearerTokenResolver();
        return request -> rules.of(request) instanceof Requirement.OwnSecret ? null : inHeader.resolve(request);
    }

    @Bean
    CallRateFilter callRateFilter(
            CallRates rates, ManagementConnector management, Authenticator authenticator, BearerTokenResolver shown) {
        return new CallRateFilter(rates, management, authenticator.isOpen() ? request -> null : shown);
    }

    /** The filter belongs to the security chain only, not to the container. */
    @Bean
    FilterRegistrationBean<CallRateFilter> callRateFilterOfTheChainOnly(CallRateFilter filter) {
        FilterRegistrationBean<CallRateFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    AuthenticationManagerResolver<HttpServletRequest> callers(Authenticator authenticator, CallRateFilter rates) {
        return request -> shown -> identify(authenticator, rates, request, shown);
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return new ProblemAnswers();
    }

    /** A span for each filter of each call costs more time than the filters, and tells nothing about the pipeline. */
    @Bean
    SecurityObservationSettings withoutObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain access(
            HttpSecurity http,
            Authenticator authenticator,
            AccessRules rules,
            CallRateFilter rates,
            BearerTokenResolver shown,
            AuthenticationManagerResolver<HttpServletRequest> callers) {
        http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // The controllers decide what may be cached.
                .headers(headers -> headers.cacheControl(cache -> cache.disable()));
        // After authentication and before the refusal, because a refusal is an outcome, too.
        http.addFilterBefore(new AuditFilter(), ExceptionTranslationFilter.class);
        http.addFilterBefore(rates, BearerTokenAuthenticationFilter.class);
        return authenticator.isOpen() ? open(http, authenticator) : asking(http, rules, shown, callers);
    }

    private static SecurityFilterChain open(HttpSecurity http, Authenticator authenticator) {
        http.addFilterBefore(new AnonymousAccessFilter(), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        if (authenticator.isForThisMachineOnly()) {
            http.addFilterAfter(new CrossOriginFilter(), HeaderWriterFilter.class);
        }
        return http.build();
    }

    private static SecurityFilterChain asking(
            HttpSecurity http,
            AccessRules rules,
            BearerTokenResolver shown,
            AuthenticationManagerResolver<HttpServletRequest> callers) {
        ProblemAnswers answers = new ProblemAnswers();
        // Without authentication, Spring MVC answers preflights. Here they come without a key.
        return http.cors(Customizer.withDefaults())
                .oauth2ResourceServer(bearer -> bearer.authenticationManagerResolver(callers)
                        .bearerTokenResolver(shown)
                        .authenticationEntryPoint(answers)
                        .accessDeniedHandler(answers))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                .authorizeHttpRequests(requests -> requests
                        // A call that was allowed may be finished: on another thread, or with an error response.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.FORWARD, DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access(new RuleCheck(rules)))
                .build();
    }

    /** An invalid key counts for the address from which it comes. */
    private static Authentication identify(
            Authenticator authenticator, CallRateFilter rates, HttpServletRequest request, Authentication shown) {
        try {
            String token = ((BearerTokenAuthenticationToken) shown).getToken();
            return new CallerToken(rates.counted(() -> authenticator.identify(token), request));
        } catch (RefusedException e) {
            throw new UnknownCallerException(e.refusal());
        }
    }
}
