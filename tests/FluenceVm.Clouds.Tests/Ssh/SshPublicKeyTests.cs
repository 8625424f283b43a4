using FluenceVm.Clouds.Ssh;
using FluenceVm.Clouds.Tests.Support;

namespace FluenceVm.Clouds.Tests.Ssh;

public class SshPublicKeyTests
{
    private const string FakeSecret = "b3BlbnNzaC1rZXktZmFrZS1ub3QtYS1zZWNyZXQ";
    private static readonly string Blob = SshKeys.Ed25519.Split(' ')[1];

    [Theory]
    [InlineData(SshKeys.Ed25519, "ssh-ed25519", SshKeys.Ed25519Fingerprint)]
    [InlineData(SshKeys.Rsa2048, "ssh-rsa", SshKeys.Rsa2048Fingerprint)]
    [InlineData(SshKeys.Nistp256, "ecdsa-sha2-nistp256", SshKeys.Nistp256Fingerprint)]
    [InlineData(SshKeys.Nistp384, "ecdsa-sha2-nistp384", SshKeys.Nistp384Fingerprint)]
    [InlineData(SshKeys.Nistp521, "ecdsa-sha2-nistp521", SshKeys.Nistp521Fingerprint)]
    public void A_public_key_is_read_as_ssh_keygen_reads_it(string text, string algorithm, string fingerprint)
    {
        var key = SshPublicKey.Parse(text);

        Assert.Equal((algorithm, fingerprint, "test@example", text), (key.Algorithm, key.Fingerprint, key.Comment, key.Text));
        Assert.True(SshPublicKey.LooksLikeKey(text));
    }

    [Fact]
    public void Blanks_around_and_a_missing_comment_do_no_harm()
    {
        var key = SshPublicKey.Parse($"  ssh-ed25519   {Blob}  \r\n");

        Assert.Equal(($"ssh-ed25519 {Blob}", ""), (key.Text, key.Comment));
        Assert.Equal("two words", SshPublicKey.Parse($"ssh-ed25519 {Blob} two words").Comment);
    }

    [Theory]
    [InlineData("Bob's private key laptop")]
    [InlineData("my PRIVATE KEY")]
    [InlineData("the key that begins every private key story")]
    public void A_comment_may_speak_of_a_private_key(string comment)
    {
        Assert.Equal(comment, SshPublicKey.Parse($"ssh-ed25519 {Blob} {comment}").Comment);
        Assert.False(SshPublicKey.LooksLikeKey(comment));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData(" \uFEFF ")]
    [InlineData("\uFEFF\uFEFF")]
    public void A_byte_order_mark_before_a_key_does_no_harm(string mark)
    {
        Assert.True(SshPublicKey.LooksLikeKey(mark + SshKeys.Ed25519));
        Assert.Equal(SshKeys.Ed25519, SshPublicKey.Parse(mark + SshKeys.Ed25519).Text);
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\n" + FakeSecret + "\n-----END OPENSSH PRIVATE KEY-----")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\n" + FakeSecret)]
    [InlineData("  -----BEGIN ENCRYPTED PRIVATE KEY----- " + FakeSecret)]
    [InlineData("PuTTY-User-Key-File-3: ssh-ed25519\n" + FakeSecret)]
    [InlineData("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n" + FakeSecret)]
    [InlineData("BEGIN OPENSSH PRIVATE KEY " + FakeSecret)]
    [InlineData("\uFEFF-----BEGIN PRIVATE KEY-----\n" + FakeSecret)]
    public void A_private_key_is_refused_without_a_word_of_it(string text)
    {
        var exception = Assert.Throws<FormatException>(() => SshPublicKey.Parse(text));

        Assert.Contains("private SSH key", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeSecret, exception.ToString(), StringComparison.Ordinal);
        Assert.True(SshPublicKey.LooksLikeKey(text));
    }

    [Fact]
    public void A_smartcard_key_is_refused()
    {
        var exception = Assert.Throws<FormatException>(
            () => SshPublicKey.Parse("sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIA== me"));
        Assert.Contains("SSH keys on a smartcard", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Garbage =>
    [
        "",
        "web-1",
        "ssh-ed25519",
        "ssh-ed25519 " + FakeSecret,
        "ssh-ed25519 not base64 at all!",
        "ssh-rsa " + Blob,
        "no-pty ssh-ed25519 " + Blob,
        "ssh-ed25519 " + Convert.ToBase64String(Convert.FromBase64String(Blob)[..^1]),
        "ssh-ed25519 " + Convert.ToBase64String([.. Convert.FromBase64String(Blob), 0]),
        "ssh-ed25519 " + Convert.ToBase64String([255, 255, 255, 255]),
        "ssh-dss AAAAB3NzaC1kc3MAAAAA",
        "ssh-ed25519 " + Blob + "\nssh-ed25519 " + Blob,
        "ssh-ed25519 " + Blob + " " + new string('x', 20_000),
    ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public void Garbage_is_refused_without_a_word_of_it(string text)
    {
        var exception = Assert.Throws<FormatException>(() => SshPublicKey.Parse(text));

        Assert.Contains("This is not a valid public SSH key", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeSecret, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_change_of_a_single_byte_of_the_structure_passes()
    {
        var blob = Convert.FromBase64String(Blob);
        for (var i = 0; i < blob.Length - 32; i++)
        {
            byte[] changed = [.. blob[..i], (byte)(blob[i] ^ 1), .. blob[(i + 1)..]];
            Assert.Throws<FormatException>(() => SshPublicKey.Parse("ssh-ed25519 " + Convert.ToBase64String(changed)));
        }
    }

    [Theory]
    [InlineData("laptop")]
    [InlineData("ssh-laptop")]
    [InlineData("/home/me/.ssh/id_ed25519.pub")]
    public void Names_and_paths_do_not_look_like_keys(string text) => Assert.False(SshPublicKey.LooksLikeKey(text));
}
