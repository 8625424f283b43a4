using System.Text;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Hosting;

public sealed class DispatchTests : IDisposable
{
    private readonly VmEmulator _emulator = new();

    [Theory]
    [InlineData("X-API-KEY", "emulator-key-not-a-secret", 200)]
    [InlineData("Authorization", "Bearer emulator-key-not-a-secret", 200)]
    [InlineData("X-API-KEY", "wrong", 403)]
    [InlineData("Authorization", "Bearer wrong", 403)]
    [InlineData("Authorization", "emulator-key-not-a-secret", 403)]
    [InlineData("Accept", "*/*", 403)]
    public async Task Only_the_key_opens(string header, string value, int status)
    {
        using var client = new EmulatorClient(_emulator);
        client.Headers.Clear();
        client.Headers.TryAddWithoutValidation(header, value);

        var response = await client.Get("vms/v3");

        Assert.Equal(status, response.Status);
        if (status == 403)
        {
            Assert.Equal("""{"error":"Auth failed. No such API Key"}""", response.Text);
        }
    }

    [Theory]
    [InlineData("GET", "vms/v4")]
    [InlineData("GET", "")]
    [InlineData("PUT", "vms/v3")]
    [InlineData("DELETE", "vms/v2")]
    [InlineData("GET", "vms/v3/")]
    public async Task An_unknown_route_is_404_in_JSON(string method, string path)
    {
        using var client = new EmulatorClient(_emulator);

        var response = await client.Send(new HttpMethod(method), path, null);

        Assert.Equal(404, response.Status);
        Assert.Equal("Not found", response.Error);
    }

    [Fact]
    public async Task A_body_of_another_type_is_415()
    {
        using var http = new HttpClient(_emulator.CreateHandler()) { BaseAddress = _emulator.Uri };
        using var request = new HttpRequestMessage(HttpMethod.Delete, "vms/v3")
        {
            Content = new StringContent("{}", Encoding.UTF8, "text/plain"),
        };
        request.Headers.Add("X-API-KEY", _emulator.ApiKey);

        using var response = await http.SendAsync(request);

        Assert.Equal(415, (int)response.StatusCode);
    }

    [Fact]
    public async Task Requests_are_counted_and_logged_without_keys_and_queries()
    {
        using var client = new EmulatorClient(_emulator);
        await client.Get("vms/v3");
        await client.Get("vms/v3/status?ids=0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99");
        await client.Get("nowhere");

        Assert.Equal(3, _emulator.RequestCount);
        Assert.Equal(1, _emulator.CountOf("ListVms"));
        Assert.Equal(
            [("GET", "/vms/v3", 200, "ListVms"), ("GET", "/vms/v3/status", 200, "GetVmStatus"), ("GET", "/nowhere", 404, null)],
            _emulator.Requests.Select(entry => (entry.Method, entry.Path, entry.Status ?? 0, entry.Operation)));
        Assert.DoesNotContain(_emulator.Requests, entry => entry.ToString().Contains(_emulator.ApiKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_request_changes_nothing()
    {
        using var client = new EmulatorClient(_emulator);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Send(HttpMethod.Get, "vms/v3", null, cancelled.Token));

        Assert.Equal(0, _emulator.RequestCount);
    }

    [Fact]
    public async Task After_its_end_nothing_answers()
    {
        using var client = new EmulatorClient(_emulator);
        _emulator.Dispose();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.Get("vms/v3"));
        Assert.Throws<ObjectDisposedException>(_emulator.CreateHandler);
    }

    public void Dispose() => _emulator.Dispose();
}
