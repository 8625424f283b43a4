using FluenceVm.Clouds.Tests.Fluence.Cloud;
using FluenceVm.Tests.Support;

namespace FluenceVm.Interop.Tests;

/// <summary>The stories of generation Cloud, with prism's proxy between the client and the emulator.</summary>
public sealed class PrismProxyTests
{
    [SkippableFact]
    public async Task The_stories_pass_the_proxy_without_a_violation_and_send_what_the_page_of_fidelity_says()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only on Linux the whole network 127.0.0.0/8 is this machine.");
        await using var relay = await Relay.StartAsync();
        foreach (var story in CloudStories.All.Values)
        {
            using var handler = new ThroughRelay(relay);
            using var cloud = new EmulatedCloud(between: _ => handler);
            handler.EmulatorPort = cloud.Emulator.Listen().Port;
            await story(cloud);
        }

        Assert.True(relay.Violations.IsEmpty, string.Join("\n\n", relay.Violations));
        Assert.Equal(FidelityPage.SentBy("prism"), relay.Routes.Distinct().Order(StringComparer.Ordinal));
    }

    // The server behind closes a connection that is idle for 5 s; a POST that meets the closing is lost, and isn't repeated.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(1);

    /// <summary>Sends a client's requests to an emulator by way of the relay.</summary>
    private sealed class ThroughRelay(Relay relay)
        : DelegatingHandler(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = IdleTime })
    {
        public int EmulatorPort { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(relay.AddressOf(EmulatorPort), request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
