// Facts, each under its name: a model's card, and what changes with another model.

type FactsProps = { readonly id?: string; readonly facts: readonly (readonly [name: string, text: string])[] }

export function Facts({ id, facts }: FactsProps) {
  return (
    <dl id={id} class="facts">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
