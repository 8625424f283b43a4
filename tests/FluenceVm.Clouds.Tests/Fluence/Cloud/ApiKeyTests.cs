using System.Net;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>A new API key comes once: it isn't lost, isn't asked for twice, and is in no text whatever the response looks like.</summary>
public sealed class ApiKeyTests : IDisposable
{
    private const string Fresh = "fresh-key-of-nobody-0000";
    private readonly ScriptedCloud _service = new();
    private readonly CancellationTokenSource _stop = new();

    [Theory]
    [InlineData("""{"id":"k-1","value":"FRESH","name":"work""")]
    [InlineData("""{"id":"k-1","value":"FRESH","name":5}""")]
    [InlineData("""{"id":"k-1","value":{"text":"FRESH"}}""")]
    [InlineData("""{"id":"k-1","value":["FRESH"]}""")]
    [InlineData("""{"id":"k-1","value":"FRESH","value":"FRESH"}""")]
    [InlineData("""{"id":"k-1","value":null,"FRESH":1}""")]
    [InlineData("""{"id":"k-1","value":"FRESH"}FRESH""")]
    [InlineData("""["FRESH"]""")]
    [InlineData("\"FRESH\"")]
    [InlineData("FRESH")]
    public async Task No_error_about_an_unreadable_response_repeats_it(string body)
    {
        _service["POST v3/api-keys"] = _ => CloudReply.Ok(body.Replace("FRESH", Fresh, StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<InvalidResponseException>(CreateAsync);

        Assert.DoesNotContain(Fresh, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(_service.Of("POST v3/api-keys"));
    }

    [Fact]
    public async Task Its_value_is_a_secure_string_alone_and_what_else_cannot_be_read_is_unknown()
    {
        _service["POST v3/api-keys"] = _ => CloudReply.Ok(
            $$"""{"id":"k-1","name":"work","value":"{{Fresh}}","expiresAt":"{{Fresh}}","createdAt":{"at":"{{Fresh}}"} }""");

        var key = await CreateAsync();

        Assert.Equal(Fresh, new NetworkCredential("", key.Value).Password);
        Assert.Null(key.ExpiresAt);
        Assert.Null(key.Permissions);
        Assert.Equal("work (k-1)", key.ToString());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task It_is_sent_once(int status)
    {
        _service["POST v3/api-keys"] = _ => CloudReply.Error(status, "service_unavailable", "later");

        await Assert.ThrowsAsync<FluenceApiException>(CreateAsync);

        Assert.Single(_service.Of("POST v3/api-keys"));
    }

    [Fact]
    public async Task A_stop_after_it_was_sent_does_not_lose_it()
    {
        _service["POST v3/api-keys"] = _ =>
        {
            _stop.Cancel();
            return CloudReply.Ok($$"""{"id":"k-1","value":"{{Fresh}}"}""");
        };

        Assert.NotNull((await CreateAsync()).Value);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(CreateAsync);
        Assert.Single(_service.Of("POST v3/api-keys"));
    }

    [Fact]
    public async Task One_that_is_gone_is_as_good_as_removed()
    {
        _service["DELETE v3/api-keys/k-1"] = _ => CloudReply.Error(404, "not_found", "API key not found");

        await _service.Client.ApiKeys.RemoveAsync("k-1", default);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _service.Dispose();
    }

    private Task<FluenceApiKey> CreateAsync() =>
        _service.Client.ApiKeys.CreateAsync("work", ["vms:read"], DateTimeOffset.UnixEpoch, _stop.Token);
}
