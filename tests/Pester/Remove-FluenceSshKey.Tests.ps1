BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Remove-FluenceSshKey' {
    BeforeEach {
        $emulator = Connect-TestEmulator -ClockRate 0
        $office = Add-FluenceSshKey office (Get-FakePublicKey -Bytes 'office')
    }
    AfterEach { Disconnect-TestEmulator }

    It 'forgets a key by <_>' -ForEach 'name', 'fingerprint', 'object', 'pipeline of names' {
        switch ($_) {
            'name' { Remove-FluenceSshKey OFFICE }
            'fingerprint' { Remove-FluenceSshKey -Fingerprint $office.Fingerprint }
            'object' { $office | Remove-FluenceSshKey }
            'pipeline of names' { 'office' | Remove-FluenceSshKey }
        }
        (Get-FluenceSshKey).Name | Should -Be 'laptop'
    }

    It 'is an error for a key that is not there, for that one alone' {
        Remove-FluenceSshKey no-such-key, office -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'SshKeyNotFound,*'
        (Get-FluenceSshKey).Name | Should -Be 'laptop'
    }

    It 'removes none of several that have one name' {
        $server = Start-TestServer { @{ Body = '[{"name":"twin","fingerprint":"SHA256:x"},{"name":"twin","fingerprint":"SHA256:y"}]' } }
        try {
            $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            { Remove-FluenceSshKey twin -Connection $connection -ErrorAction Stop } |
                Should -Throw -ErrorId 'SshKeyAmbiguous,*' -ExpectedMessage '*fingerprint*'
            $server.Requests.Method | Should -Be 'GET'
        }
        finally { Stop-TestServer $server }
    }

    It 'says under -WhatIf that VMs keep the key, and removes nothing' {
        Invoke-FreshShell '$null = Connect-Fluence -Emulator; Remove-FluenceSshKey laptop -WhatIf; "left: $(@(Get-FluenceSshKey).Count)"' |
            ForEach-Object { $_ -replace '\s+', ' ' } |
            Should -BeLike '*What if: Remove SSH key laptop (SHA256:*). VMs that were ordered with it keep it.*left: 1*'
    }

    It 'counts a deletion whose response was lost' {
        $server = Start-TestServer {
            param($request)
            switch ("$($request.Method) $($request.Number)") {
                'GET 1' { @{ Body = '[{"name":"office","fingerprint":"SHA256:x"}]' } }
                'DELETE 2' { $null }
                'DELETE 3' { @{ Status = 404; Body = '{"error":"SSH key not found"}' } }
            }
        }
        try {
            $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            Remove-FluenceSshKey office -Connection $connection -ErrorAction Stop
            $server.Requests.Count | Should -Be 3
        }
        finally { Stop-TestServer $server }
    }
}
