using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>What a user reads if the service refuses something.</summary>
public class RefusalTests
{
    private const string Balances =
        """{"items":[{"featureKey":"cpu","balance":"-1.25","usage":"0","overage":"0E-18","totalDepositedAmount":"5"}]}""";

    private static async Task<FluenceApiException> RefuseAsync(int status, string code, string violations)
    {
        using var service = new ScriptedCloud
        {
            ["GET v3/vms"] = _ => CloudReply.Error(status, code, "VM admission refused", violations),
            ["GET v3/account/balances"] = _ => CloudReply.Ok(Balances),
        };
        return await Assert.ThrowsAsync<FluenceApiException>(() => service.ListAsync());
    }

    [Theory]
    [InlineData(
        """{"type":"account","code":"insufficient_balance"}""",
        "must cover everything in the account, this order included, for 6 hours. The balance is -1.25 USD (cpu)")]
    [InlineData("""{"type":"account","code":"account_not_in_good_standing"}""", "isn't in good standing")]
    [InlineData(
        """{"type":"provision","violation":{"type":"computeCapacity"}}""",
        "no room for a VM of this size. Choose another size, or another place with -Country")]
    [InlineData("""{"type":"provision","violation":{"type":"storageCapacity","id":"d-1"}}""", "no room for disk d-1")]
    [InlineData("""{"type":"publicIpCapacity"}""", "no public address left")]
    [InlineData("""{"type":"provision","violation":{"type":"missingBootDisk"}}""", "The VM has no boot disk.")]
    [InlineData("""{"type":"provision","violation":{"type":"missingInterface"}}""", "The VM has no network interface.")]
    [InlineData("""{"type":"provision","violation":{"type":"unboundInterface"}}""", "is on no network")]
    [InlineData("""{"type":"provision","violation":{"type":"notExactlyOneDefault","found":2}}""", "must be the default one; 2 are")]
    [InlineData("""{"type":"provision","violation":{"type":"multiplePublicInterfaces","found":3}}""", "this one has 3")]
    [InlineData("""{"type":"provision","violation":{"type":"tooManyInterfaces","max":16}}""", "at most 16")]
    [InlineData("""{"type":"provision","violation":{"type":"priceUnavailable","resource":"storage"}}""", "The disk has no price")]
    [InlineData(
        """{"type":"provision","violation":{"type":"dependency","kind":"sshKey","id":"k-1","reason":"missing"}}""",
        "The SSH key k-1 can't be used: it isn't there any more; choose another one.")]
    [InlineData(
        """{"type":"provision","violation":{"type":"dependency","kind":"sshKey","id":null,"reason":"unavailable"}}""",
        "The SSH key can't be used: it isn't available at the moment.")]
    [InlineData(
        """
            {"type":"provision","violation":{"type":"notAttachable","kind":"bootDisk","id":"d-2",
            "reason":{"type":"belowMinimumSize","min_bytes":30000000000}}}
            """,
        "d-2 can't be attached: it needs at least 30 GB")]
    [InlineData("""{"type":"disk","reason":{"type":"notReady","status":"failed"}}""", "it isn't ready (failed)")]
    [InlineData("""{"type":"disk","reason":{"type":"wrongCluster","cluster_id":"c"}}""", "in another cluster")]
    [InlineData("""{"type":"disk","reason":{"type":"isBootDisk"}}""", "it is a boot disk")]
    [InlineData("""{"type":"disk","reason":{"type":"notBootDisk"}}""", "it isn't a boot disk")]
    [InlineData("""{"type":"diskInUse"}""", "Another VM uses one of the disks")]
    [InlineData("""{"type":"field","field":"name","reason":"too_long"}""", "name: too_long.")]
    public async Task A_violation_comes_in_plain_words_with_what_to_do(string violation, string expected)
    {
        var refusal = await RefuseAsync(422, "admission_refused", violation);

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("VM admission refused. ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(
            violation.Contains("account", StringComparison.Ordinal) ? violation.Split('"')[^2] : "admission_refused",
            refusal.Code);
    }

    [Fact]
    public async Task Violations_of_the_common_envelope_have_no_type_and_several_come_together()
    {
        var refusal = await RefuseAsync(400, "bad_request", """{"field":"$","reason":"empty_patch"},{"field":"name","reason":"pattern"}""");

        Assert.Contains("$: empty_patch. name: pattern.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_violation_of_an_unknown_type_is_ignored()
    {
        var refusal = await RefuseAsync(422, "admission_refused", """{"type":"moonPhase"}""");

        Assert.Contains("VM admission refused. There may be no room", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("moonPhase", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insufficient_balance", "for 6 hours")]
    [InlineData("fleet_too_large", "more than the service can check at once")]
    [InlineData("ssh_key_not_found", "Get-FluenceSshKey")]
    [InlineData("idempotency_conflict", "another -OrderKey")]
    public async Task A_code_without_violations_is_explained(string code, string expected) =>
        Assert.Contains(expected, (await RefuseAsync(409, code, "")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("<html>no</html>")]
    [InlineData("""{"violations":7}""")]
    [InlineData("""{"violations":[{"reason":{"min_bytes":"x"},"type":"disk"}]}""")]
    public void A_response_of_another_form_has_no_violations_that_could_mislead(string body) =>
        Assert.DoesNotContain(ErrorWire.Parse(body).Violations, violation => violation.Type is not "disk");

    [Fact]
    public async Task A_keyed_request_that_is_still_at_work_is_asked_for_again_as_the_service_says()
    {
        var attempts = 0;
        using var service = new ScriptedCloud
        {
            ["POST v3/vms/x/terminate"] = _ => ++attempts < 3
                ? new CloudReply(409, """{"code":"request_in_progress","error":"at work"}""", ("Retry-After", "7"))
                : new CloudReply(202, "{}"),
        };
        var start = service.Time.GetUtcNow();

        await service.Requests.SendAsync(Change.Post("v3/vms/x/terminate") with { IdempotencyKey = "k-1" }, CancellationToken.None);

        Assert.Equal(["k-1", "k-1", "k-1"], service.Sent.Select(request => request.Headers["Idempotency-Key"]));
        Assert.True(service.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(14));
    }

    [Fact]
    public async Task A_post_without_a_key_is_sent_once_and_one_with_a_key_again()
    {
        using var service = new ScriptedCloud
        {
            ["POST v3/vms/x/restart"] = _ => CloudReply.Error(503, "service_unavailable", "outcome unknown"),
            ["POST v3/vms/x/terminate"] = _ => CloudReply.Error(503, "service_unavailable", "outcome unknown"),
        };

        await Assert.ThrowsAsync<FluenceApiException>(
            () => service.Requests.SendAsync(Change.Post("v3/vms/x/restart"), CancellationToken.None));
        await Assert.ThrowsAsync<FluenceApiException>(
            () => service.Requests.SendAsync(Change.Post("v3/vms/x/terminate") with { IdempotencyKey = "k-2" }, CancellationToken.None));

        Assert.Single(service.Of("POST v3/vms/x/restart"));
        Assert.Equal(4, service.Of("POST v3/vms/x/terminate").Count());
    }
}
