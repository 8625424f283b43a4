BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceVmAccessToken' {
    BeforeEach { $emulator = Connect-TestCloud }
    AfterEach { Disconnect-TestEmulator }

    It 'gives a token of its own for each VM, good for a few minutes' {
        $vms = Get-FluenceVm web-*
        $tokens = $vms | Get-FluenceVmAccessToken
        $tokens[0] | Should -BeOfType FluenceVm.Model.VmAccessToken
        $tokens.VmId | Should -Be $vms.Id
        $tokens[0].Gateway | Should -BeLike 'https://*'
        $tokens[0].WorkspaceId | Should -Not -BeNullOrEmpty
        ($tokens[0].ExpiresAt - (Get-VmEmulator).Now).TotalMinutes | Should -BeGreaterThan 1
        $values = $tokens.ForEach{ [Net.NetworkCredential]::new('', $_.Token).Password }
        @($values | Sort-Object -Unique).Count | Should -Be 2
        (Get-FluenceVmAccessToken web-1).VmId | Should -Be (Get-FluenceVm web-1).Id
    }

    It 'shows the token nowhere' {
        $said = Invoke-FreshShell @"
`$DebugPreference = 'Continue'
`$null = Connect-Fluence -Endpoint $($emulator.Uri) -ApiKey $($emulator.ApiKey) -ApiVersion Cloud
`$token = Get-FluenceVmAccessToken web-1 -Verbose -Debug
"`$token"; `$token | Format-Table; `$token | Format-List *; `$token | ConvertTo-Json; `$token | ConvertTo-Csv; `$token
"@
        $said | Should -Match 'vm-api-access-token: 200'
        ($said -replace '\s') | Should -Not -Match 'emulator-token-not-a-secret'
    }

    It 'gives none for a draft, or for what is not there, and goes on with the others' {
        $null = New-FluenceVm later ubuntu-22-04-x64 laptop -Country PL -NoProvision
        $tokens = 'later', 'web-1', 'nobody' | Get-FluenceVmAccessToken -ErrorVariable wrong @Quiet
        @($tokens).VmId | Should -Be (Get-FluenceVm web-1).Id
        $wrong.FullyQualifiedErrorId | Sort-Object | Should -Be @(
            'NotNow,FluenceVm.Cmdlets.GetFluenceVmAccessTokenCommand', 'VmNotFound,FluenceVm.Cmdlets.GetFluenceVmAccessTokenCommand')
    }

    It 'needs a key that may change VMs' {
        $vm = Get-FluenceVm web-1
        $reader = Connect-LimitedCloud $emulator vms:read
        { $vm | Get-FluenceVmAccessToken -Connection $reader -ErrorAction Stop } | Should -Throw -ErrorId 'AccessDenied,*'
    }

    It 'says in one sentence that generation MarketV3 has none' {
        $market = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        { Get-FluenceVmAccessToken web-1 -Connection $market -ErrorAction Stop } |
            Should -Throw -ErrorId 'AccessTokenNotSupported,*'
    }
}
