using FluenceVm.Clouds.Cudos.Signing;

namespace FluenceVm.Clouds.Tests.Cudos.Signing;

/// <summary>What the words of a chain's program mean for a transaction that it was to send by itself.</summary>
public sealed class ProgramWordsTests
{
    [Theory]
    [InlineData("Error: chain ID required but not specified")]
    [InlineData("Error: unsupported return type block; supported types: sync, async")]
    [InlineData("Error: invalid decimal coin expression: 5000acudos0")]
    [InlineData("Error: failed to parse gas prices: invalid decimal coin expression: 0.25")]
    [InlineData("Error: post failed: Post \"https://rpc.example:443\": x509: certificate signed by unknown authority")]
    [InlineData(
        "Error: Post \"https://rpc.example:443\": tls: failed to verify certificate: x509: certificate has expired or is not yet valid")]
    [InlineData("Error: post failed: Post \"http://10.0.0.1:26657\": dial tcp 10.0.0.1:26657: connect: network is unreachable")]
    [InlineData("Error: post failed: Post \"http://10.0.0.1:26657\": dial tcp 10.0.0.1:26657: connect: no route to host")]
    [InlineData("Error: post failed: Post \"http://127.0.0.1:26657\": dial tcp 127.0.0.1:26657: connect: connection refused")]
    [InlineData("Error: post failed: Post \"http://rpc.example\": dial tcp: lookup rpc.example: no such host")]
    [InlineData("Error: open /home/me/.cudos/config/client.toml: permission denied")]
    [InlineData("Error: couldn't make client config: open /home/me/.cudos/config/client.toml: permission denied")]
    [InlineData("Error: key with address cudos1x not found: key not found")]
    [InlineData("Error: rpc error: code = NotFound desc = account cudos1x not found")]
    [InlineData("Error: required flag(s) \"from\" not set")]
    public void Some_mean_that_nothing_was_sent(string errors) => Assert.True(ProgramWords.MeanNothingWasSent(errors));

    [Theory]
    [InlineData("Error: post failed: Post \"http://127.0.0.1:26657\": EOF")]
    [InlineData("Error: post failed: Post \"http://10.0.0.1:26657\": read tcp 10.0.0.2:5000->10.0.0.1:26657: connection reset by peer")]
    [InlineData("Error: post failed: Post \"http://10.0.0.1:26657\": write tcp 10.0.0.2:5000->10.0.0.1:26657: network is unreachable")]
    [InlineData("Error: timed out waiting for tx to be included in a block")]
    [InlineData("Error: rpc error: code = DeadlineExceeded desc = context deadline exceeded")]
    [InlineData("Enter keyring passphrase:\nError: post failed: Post \"http://127.0.0.1:26657\": EOF")]
    [InlineData("Error: something new")]
    [InlineData("")]
    public void All_others_may_have_come_after_it_was_sent(string errors) => Assert.False(ProgramWords.MeanNothingWasSent(errors));
}
