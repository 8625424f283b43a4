BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceBalance' {
    AfterEach { Disconnect-Fluence }

    It 'says what the account holds' {
        $null = Connect-Fluence -Emulator -ApiVersion Cloud
        $balance = Get-FluenceBalance
        $balance.Amount | Should -BeOfType [decimal]
        $balance.Amount | Should -BeGreaterThan 0
        $balance.Currency | Should -Be 'USD'
        "$balance" | Should -BeLike '* USD (*)'
    }

    It 'says in one sentence what to do in generation <_>, which has no such call' -ForEach 'MarketV2', 'MarketV3' {
        $null = Connect-Fluence -Emulator -ApiVersion $_
        { Get-FluenceBalance -ErrorAction Stop } |
            Should -Throw -ErrorId 'BalanceNotSupported,*' -ExpectedMessage "Generation $_ * console*"
    }

    It 'is told by an order that it does not cover' {
        $server = Start-TestServer {
            param($request)
            switch ($request.Path) {
                '/v3/account/balances' {
                    @{
                        Body = '{"items":[{"balance":"0.42","usage":"9","overage":"0","totalDepositedAmount":"10",' +
                            '"featureKey":"compute"}]}'
                    }
                }
                '/v3/vms' {
                    @{
                        Status = 422
                        Body = '{"error":"VM admission refused","code":"admission_refused","violations":[' +
                            '{"type":"account","code":"insufficient_balance"}]}'
                    }
                }
                default { @{ Body = '{"items":[]}' } }
            }
        }
        try {
            $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion Cloud
            { Get-FluenceVm -ErrorAction Stop } |
                Should -Throw -ErrorId 'InsufficientBalance,*' -ExpectedMessage '*The balance is 0.42 USD (compute).*'
        }
        finally { Stop-TestServer $server }
    }
}
