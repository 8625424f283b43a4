using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Interop.Tests;

/// <summary>The client of generation Cloud against prism's mock server, which knows the published contract alone.</summary>
public sealed class PrismMockTests
{
    private const string SomeId = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

    [SkippableFact]
    public async Task The_client_works_against_the_mock_server()
    {
        await using var prism = await Prism.MockAsync();
        using var violations = new Violations();
        using var connection = Connect(prism.Uri, "no-real-key", violations, FluenceApiVersion.Auto);
        var client = await connection.OpenAsync(null, default);
        Assert.Equal(FluenceApiVersion.Cloud, client.ApiVersion);

        var vms = new List<Vm>();
        await client.ListVmsAsync(VmFilter.All, vms.Add, default);
        await client.ListVmsAsync(new VmFilter { Names = ["web-1"], Statuses = ["launched", "softRebooting"] }, vms.Add, default);
        await client.ListVmsAsync(new VmFilter { Ids = [SomeId] }, vms.Add, default);
        Assert.Equal(3, vms.Count);
        // The VM of the mock server is a draft, which is free.
        Assert.All(vms, vm => Assert.Equal(("draft", 0m), (vm.Status, vm.PricePerHour)));
        Assert.NotEmpty(await client.GetStatusesAsync([SomeId], default));
        await client.UpdateVmsAsync([new VmUpdate { Id = SomeId, Name = "web-2" }], default);
        await client.RestartVmAsync(SomeId, soft: false, default);
        await client.RestartVmAsync(SomeId, soft: true, default);
        await client.RemoveVmsAsync(
            new VmRemoval { Ids = [SomeId], KeepStorage = true, KeepPublicIp = true },
            outcome => Assert.Null(outcome.Error),
            default);
        Assert.NotEmpty(await client.ListImagesAsync(default));
        Assert.NotEmpty(await client.ListMachineTypesAsync(default));
        Assert.NotEmpty(await client.ListDatacentersAsync(default));
        Assert.NotEmpty(await client.ListCountriesAsync(default));
        Assert.NotEmpty(await client.ListHardwareAsync(default));
        // The amounts of the mock server aren't amounts.
        await Assert.ThrowsAsync<InvalidResponseException>(() => client.ListBalancesAsync(default));
        var orphans = new List<Orphan>();
        await client.ListOrphansAsync(orphans.Add, default);
        Assert.Equal(2, orphans.Count);
        foreach (var orphan in orphans)
        {
            // What the mock server makes up isn't always settled; then it is refused before anything is removed.
            var refusal = await Record.ExceptionAsync(() => client.RemoveOrphanAsync(orphan, default));
            Assert.True(refusal is null or InvalidOperationException, $"{refusal}");
        }
        Assert.True(violations.Found.IsEmpty, string.Join("\n", violations.Found));
    }

    private static FluenceConnection Connect(
        Uri endpoint,
        string key,
        HttpMessageHandler transport,
        FluenceApiVersion version = FluenceApiVersion.Cloud) => new(new FluenceConnectionOptions
    {
        Endpoint = endpoint,
        ApiKey = new NetworkCredential(string.Empty, key).SecurePassword,
        ApiVersion = version,
        Transport = transport,
    });

    /// <summary>
    /// Collects what prism has against each request, and not what it has against the responses: they are its own and repeat the
    /// file's examples, of which some aren't of their type.
    /// </summary>
    private sealed class Violations() : DelegatingHandler(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        public ConcurrentQueue<string> Found { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                response.Content = await WithFirstPageAsync(response.Content, cancellationToken);
            }
            // The first look, by which the client tells generations apart, goes without a key on purpose.
            if (request.Headers.Contains("X-API-KEY") && response.Headers.TryGetValues(Prism.ViolationsHeader, out var found))
            {
                using var violations = JsonDocument.Parse(string.Concat(found));
                foreach (var violation in violations.RootElement.EnumerateArray().Where(IsOne))
                {
                    Found.Enqueue($"{request.Method} {request.RequestUri}: {violation}");
                }
            }
            return response;
        }

        /// <summary>The examples of the file are all of a page 0, which there isn't.</summary>
        private static async Task<HttpContent> WithFirstPageAsync(HttpContent content, CancellationToken cancellationToken)
        {
            var text = await content.ReadAsStringAsync(cancellationToken);
            text = text.Replace("\"currentPage\":0", "\"currentPage\":1", StringComparison.Ordinal);
            return new StringContent(text, Encoding.UTF8, "application/json");
        }

        private static bool IsOne(JsonElement violation) =>
            violation.GetProperty("severity").GetString() == "Error" && violation.GetProperty("location")[0].GetString() == "request";
    }
}
