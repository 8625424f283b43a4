using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Market;

/// <summary>What the clients of the marketplace send is on the page of fidelity.</summary>
public class MarketRequestTests
{
    [Fact]
    public async Task The_clients_send_what_the_page_says_of_the_module()
    {
        using var old = new EmulatedAccount(version: FluenceApiVersion.MarketV2);
        await old.Client.ListVmsAsync(VmFilter.All, _ => { }, default);
        using var account = new EmulatedAccount();
        var client = account.Client;
        var key = (await client.AddSshKeyAsync("mine", SshKeys.Ed25519, default)).Key;
        await client.ListSshKeysAsync(default);
        await client.EstimateAsync(new VmConstraints(), 1, default);
        await client.ListOffersAsync(new VmConstraints(), _ => { }, default);
        await client.ListMachineTypesAsync(default);
        await client.ListImagesAsync(default);
        await client.ListCountriesAsync(default);
        await client.ListHardwareAsync(default);
        await client.ListDatacentersAsync(default);
        var ids = await client.CreateVmsAsync(EmulatedAccount.Order(), default);
        await client.GetStatusesAsync(ids, default);
        await client.UpdateVmsAsync([new VmUpdate { Id = ids[0], Name = "api" }], default);
        await client.RemoveVmsAsync(new VmRemoval { Ids = ids }, _ => { }, default);
        await client.RemoveSshKeyAsync(key.Fingerprint, default);

        var sent = old.Emulator.Requests.Concat(account.Emulator.Requests)
            .Select(request => FidelityPage.Find(request.Method, request.Path.Split('?')[0])?.Route ?? $"{request.Method} {request.Path}");
        Assert.Equal(
            FidelityPage.SentBy("module").Except(FidelityPage.Cloud.Select(row => row.Route)),
            sent.Distinct().Order(StringComparer.Ordinal));
    }
}
