using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Market;

public sealed class VmDeleteTests : IDisposable
{
    private const string Unknown = "0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99";
    private readonly ManualTime _time = new();
    private readonly VmEmulator _emulator;
    private readonly EmulatorClient _client;

    public VmDeleteTests()
    {
        _emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = _time });
        _client = new EmulatorClient(_emulator);
    }

    [Fact]
    public async Task A_deleted_vm_is_marked_first_and_then_gone_and_its_reserve_is_free()
    {
        var id = (string)(await _client.Vm("web-1"))["id"]!;
        var balance = _emulator.Account.Ledger.Unbilled;

        Assert.Equal(new Response(200, string.Empty, null), await _client.Delete($$"""{"vmId":"{{id}}"}"""));

        Assert.Equal("Stopped", (string?)(await _client.Vm("web-1"))["status"]);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.DoesNotContain(await _client.Vms(), vm => (string?)vm["id"] == id);
        Assert.Equal(balance + 596320, _emulator.Account.Ledger.Unbilled);
        Assert.Equal(404, (await _client.Delete($$"""{"vmId":"{{id}}"}""")).Status);
    }

    [Fact]
    public async Task A_second_delete_of_a_marked_vm_succeeds_and_changes_nothing()
    {
        var id = (string)(await _client.Vm("web-1"))["id"]!;
        await _client.Delete($$"""{"vmId":"{{id}}"}""");
        _time.Advance(TimeSpan.FromSeconds(2));

        var again = await _client.Delete($$"""{"vmIds":["{{id}}"]}""");

        Assert.Equal(200, again.Status);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(await _client.Vms(), vm => (string?)vm["id"] == id);
    }

    [Fact]
    public async Task Many_ids_are_deleted_in_one_request_whatever_the_case_of_their_letters()
    {
        var ids = (await _client.Vms()).Select(vm => (string)vm["id"]!).ToList();
        var upper = ids.Select(id => $"\"0x{id[2..].ToUpperInvariant()}\"");

        var response = await _client.Delete($$"""{"vmIds":[{{string.Join(',', upper)}}]}""");

        Assert.Equal(ids, response.Json["removed_ids"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(ids.Count, response.Json["transactions"]!.AsArray().Count);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Empty(await _client.Vms());
    }

    [Fact]
    public async Task An_unknown_id_among_many_leaves_all_as_they_are()
    {
        var before = (await _client.Get("vms/v3")).Text;
        var id = (string)(await _client.Vm("web-1"))["id"]!;

        var response = await _client.Delete($$"""{"vmIds":["{{id}}","{{Unknown}}"]}""");

        Assert.Equal(404, response.Status);
        Assert.Equal($"VM not found: {Unknown}", response.Error);
        Assert.Equal(before, (await _client.Get("vms/v3")).Text);
    }

    [Theory]
    [InlineData("""{"vmId":"0x12"}""", 400)]
    [InlineData("""{"vmId":7}""", 400)]
    [InlineData("""{"vmIds":[]}""", 400)]
    [InlineData("""{"vmIds":[null]}""", 400)]
    [InlineData("""{"vmIds":"0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99"}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("""[]""", 400)]
    [InlineData("""{"vmId":""", 400)]
    [InlineData("", 400)]
    [InlineData("""{"vmId":"0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99","vmId":"0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99"}""", 400)]
    [InlineData("""{"vmId":"0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99"}""", 404)]
    public async Task A_wrong_delete_is_refused_with_a_text(string body, int status)
    {
        var response = await _client.Delete(body);

        Assert.Equal(status, response.Status);
        Assert.NotEmpty(response.Error!);
    }

    public void Dispose()
    {
        _client.Dispose();
        _emulator.Dispose();
    }
}
