BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceSshKey' {
    BeforeAll {
        $emulator = Connect-TestEmulator -ClockRate 0
        $null = Add-FluenceSshKey office (Get-FakePublicKey -Bytes 'office')
    }
    AfterAll { Disconnect-TestEmulator }

    It 'lists the registered keys' {
        $keys = Get-FluenceSshKey
        $keys | Should -BeOfType FluenceVm.Model.SshKey
        $keys.Name | Should -Be 'laptop', 'office'
        $keys.Fingerprint | Should -Match '^SHA256:[A-Za-z0-9+/]{43}$'
    }

    It 'says when a key was registered' {
        (Get-FluenceSshKey laptop).CreatedAt.Year | Should -BeGreaterThan 2000
    }

    It 'takes names by wildcard' {
        (Get-FluenceSshKey off*).Name | Should -Be 'office'
        (Get-FluenceSshKey LAPTOP).Name | Should -Be 'laptop'
        Get-FluenceSshKey no-such-* | Should -BeNullOrEmpty
    }

    It 'is an error for a literal name that is not there, and the others still come' {
        $keys = Get-FluenceSshKey no-such-key, office -ErrorVariable failed -ErrorAction SilentlyContinue
        $keys.Name | Should -Be 'office'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'SshKeyNotFound,*'
        $failed[0].TargetObject | Should -Be 'no-such-key'
    }

    It 'reads the other spelling of the public key, and a key without a name' {
        $server = Start-TestServer {
            @{
                Body = '[{"fingerprint":"SHA256:x","algorithm":"ssh-ed25519","comment":"","public_key":"ssh-ed25519 AAAA",' +
                    '"active":true,"createdAt":"+002025-03-28T16:26:38.808750000Z"}]'
            }
        }
        try {
            $key = Get-FluenceSshKey -Connection (Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3)
            $key.PublicKey | Should -Be 'ssh-ed25519 AAAA'
            "$key" | Should -Be 'SHA256:x'
            $key.CreatedAt.UtcDateTime.ToString('s') | Should -Be '2025-03-28T16:26:38'
        }
        finally {
            Stop-TestServer $server
            $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        }
    }
}
